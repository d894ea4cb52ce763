package dev.tokend.linux.process;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.call.CallMemory;
import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.call.SyscallNumber;
import java.lang.foreign.MemorySegment;

/**
 * A child that was started here. It keeps its id until {@link #awaitExitStatus} has reaped it; closing this does not
 * end it.
 *
 * @param pid its process id
 * @param process a pidfd of it
 */
public record Child(int pid, PidFd process) implements AutoCloseable {
  private static final int P_PIDFD = 3;
  private static final int WEXITED = 4;
  private static final int CLD_EXITED = 1;
  private static final int SIGNALLED = 128;

  // siginfo_t, 128 bytes.
  private static final long SI_CODE = 8;
  private static final long SI_STATUS = 24;

  /** The child with an id; it cannot have been used again, as nobody has reaped it. */
  static Child of(int pid) throws ErrnoException {
    return new Child(pid, PidFd.open(pid));
  }

  /**
   * Waits until it ends, and reaps it: waitid(2).
   *
   * @return its exit status, or 128 and the number of the signal that ended it
   * @throws ErrnoException ECHILD the second time
   */
  public int awaitExitStatus() throws ErrnoException {
    MemorySegment info = CallMemory.scratch();
    while (true) {
      long result =
          Syscall.invoke(SyscallNumber.WAITID, P_PIDFD, process.number(), info.address(), WEXITED, 0);
      if (result != -LinuxErrno.EINTR) {
        Syscall.check("waitid", result);
        int status = info.get(JAVA_INT, SI_STATUS);
        return info.get(JAVA_INT, SI_CODE) == CLD_EXITED ? status : SIGNALLED + status;
      }
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
