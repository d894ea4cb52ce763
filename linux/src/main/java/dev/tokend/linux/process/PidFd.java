package dev.tokend.linux.process;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.call.CallMemory;
import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.call.SyscallNumber;
import dev.tokend.linux.event.Events;
import dev.tokend.linux.event.Poll;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A process held by a descriptor (pidfd_open(2)): its number may be given to another one, the descriptor never is. */
public final class PidFd implements AutoCloseable {
  private static final int FSTAT = 5;
  private static final int STAT_INODE = 8;

  private final Fd descriptor;
  private final long inode;

  private PidFd(Fd descriptor, long inode) {
    this.descriptor = descriptor;
    this.inode = inode;
  }

  /** Takes a pidfd over. */
  public static PidFd of(Fd descriptor) throws ErrnoException {
    MemorySegment stat = CallMemory.scratch();
    long result = Syscall.invoke(FSTAT, descriptor.number(), stat.address());
    if (result < 0) {
      descriptor.close();
      throw new ErrnoException("fstat", (int) -result);
    }
    return new PidFd(descriptor, stat.get(ValueLayout.JAVA_LONG, STAT_INODE));
  }

  /** Opens a process by its number; ESRCH if there is none. */
  public static PidFd open(int pid) throws ErrnoException {
    return of(Fd.of("pidfd_open", Syscall.invoke(SyscallNumber.PIDFD_OPEN, pid, 0)));
  }

  /** A second descriptor of the same process. */
  public PidFd duplicate() throws ErrnoException {
    return new PidFd(descriptor.duplicate(), inode);
  }

  /** The descriptor's number. */
  public int number() {
    return descriptor.number();
  }

  /** The number of the process in pidfs: of no other process of this boot (Linux 6.9). */
  public long inode() {
    return inode;
  }

  /** Whether the process has not ended. */
  public boolean isAlive() throws ErrnoException {
    return Poll.await(descriptor.number(), Events.IN, 0) == 0;
  }

  @Override
  public void close() {
    descriptor.close();
  }
}
