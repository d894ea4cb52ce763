package dev.tokend.linux;

import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.call.SyscallNumber;

/** The flags of a descriptor and of its open file description, and duplication: fcntl(2). */
public final class FdFlags {
  private static final int F_GETFD = 1;
  private static final int F_SETFD = 2;
  private static final int F_GETFL = 3;
  private static final int F_SETFL = 4;
  private static final int F_DUPFD_CLOEXEC = 1030;
  private static final int FD_CLOEXEC = 1;
  private static final int O_NONBLOCK = 0x800;

  private FdFlags() {}

  /** Whether execve(2) closes the descriptor. */
  public static boolean isCloseOnExec(int fd) throws ErrnoException {
    return (fcntl(fd, F_GETFD, 0) & FD_CLOEXEC) != 0;
  }

  /** Makes execve(2) close the descriptor. */
  public static void closeOnExec(int fd) throws ErrnoException {
    fcntl(fd, F_SETFD, FD_CLOEXEC);
  }

  /** Makes execve(2) keep the descriptor, so that the program after it inherits it. */
  public static void keepOnExec(int fd) throws ErrnoException {
    fcntl(fd, F_SETFD, 0);
  }

  /** Whether reads and writes fail with EAGAIN instead of waiting. */
  public static boolean isNonBlocking(int fd) throws ErrnoException {
    return (fcntl(fd, F_GETFL, 0) & O_NONBLOCK) != 0;
  }

  /** Makes reads and writes fail with EAGAIN instead of waiting, for every holder of the open file description. */
  public static void nonBlocking(int fd) throws ErrnoException {
    fcntl(fd, F_SETFL, fcntl(fd, F_GETFL, 0) | O_NONBLOCK);
  }

  /** Makes reads and writes wait, for every holder of the open file description. */
  public static void blocking(int fd) throws ErrnoException {
    fcntl(fd, F_SETFL, fcntl(fd, F_GETFL, 0) & ~O_NONBLOCK);
  }

  /** Another descriptor of the same open file description, with the lowest free number and close-on-exec. */
  public static Fd duplicate(int fd) throws ErrnoException {
    return duplicateAtLeast(fd, 0);
  }

  /**
   * Another descriptor of the same open file description, close-on-exec, with the lowest free number from a bound.
   */
  public static Fd duplicateAtLeast(int fd, int lowest) throws ErrnoException {
    return new Fd((int) fcntl(fd, F_DUPFD_CLOEXEC, lowest));
  }

  private static long fcntl(int fd, int command, long argument) throws ErrnoException {
    return Syscall.check("fcntl", Syscall.invoke(SyscallNumber.FCNTL, fd, command, argument));
  }
}
