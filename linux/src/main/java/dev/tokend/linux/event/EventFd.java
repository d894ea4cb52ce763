package dev.tokend.linux.event;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.call.CallMemory;
import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.call.SyscallNumber;
import java.lang.foreign.MemorySegment;

/** A counter that other threads raise to wake an event loop (eventfd(2)); it never waits. */
public final class EventFd implements AutoCloseable {
  private static final int EFD_NONBLOCK_CLOEXEC = 0x800 | 0x80000;

  private final Fd fd;

  private EventFd(Fd fd) {
    this.fd = fd;
  }

  /** A new counter of 0. */
  public static EventFd create() throws ErrnoException {
    return new EventFd(Fd.of("eventfd2", Syscall.invoke(SyscallNumber.EVENTFD2, 0, EFD_NONBLOCK_CLOEXEC)));
  }

  /** The descriptor's number, to be watched for {@link Events#IN}. */
  public int number() {
    return fd.number();
  }

  /** Adds one, from any thread. */
  public void signal() throws ErrnoException {
    MemorySegment one = CallMemory.scratch();
    one.set(JAVA_LONG, 0, 1);
    long result = Syscall.invoke(SyscallNumber.WRITE, fd.number(), one.address(), Long.BYTES);
    // EAGAIN: the counter is at its maximum, so the loop is being woken already.
    if (result != -LinuxErrno.EAGAIN) {
      Syscall.check("write eventfd", result);
    }
  }

  /** Returns the counter and sets it to 0. */
  public long drain() throws ErrnoException {
    MemorySegment value = CallMemory.scratch();
    long result = Syscall.invoke(SyscallNumber.READ, fd.number(), value.address(), Long.BYTES);
    if (result == -LinuxErrno.EAGAIN) {
      return 0;
    }
    Syscall.check("read eventfd", result);
    return value.get(JAVA_LONG, 0);
  }

  @Override
  public void close() {
    fd.close();
  }
}
