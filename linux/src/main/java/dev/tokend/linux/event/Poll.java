package dev.tokend.linux.event;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.call.CallMemory;
import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.call.SyscallNumber;
import java.lang.foreign.MemorySegment;

/** Waiting for one descriptor: poll(2). */
public final class Poll {
  private static final int ONE = 1;

  private Poll() {}

  /**
   * Waits until one of the events holds.
   *
   * @param events bits of {@link Events}
   * @param timeoutMillis 0 does not wait, -1 waits without end
   * @return the bits that hold; 0 after the time is over, or when a signal came; {@link Events#INVALID} for a closed
   *     number
   */
  public static int await(int fd, int events, int timeoutMillis) throws ErrnoException {
    // struct pollfd: fd @0, events u16 @4, revents u16 @6.
    MemorySegment pollfd = CallMemory.scratch();
    pollfd.set(JAVA_LONG, 0, 0);
    pollfd.set(JAVA_INT, 0, fd);
    pollfd.set(JAVA_SHORT, 4, (short) events);
    long result = Syscall.invoke(SyscallNumber.POLL, pollfd.address(), ONE, timeoutMillis);
    if (result == -LinuxErrno.EINTR) {
      return 0;
    }
    Syscall.check("poll", result);
    return Short.toUnsignedInt(pollfd.get(JAVA_SHORT, 6));
  }
}
