package dev.tokend.linux;

import java.io.IOException;

/**
 * A system call failed. The message is the call, the symbolic name and the number: {@code connect: ECONNREFUSED
 * (111)}.
 *
 * <p>It has no stack trace: refusals are ordinary answers here, and the call's name says where it comes from.
 */
public final class ErrnoException extends IOException {
  private static final long serialVersionUID = 1L;

  /** The call, and on what it was tried where that helps, as it begins the message. */
  private final String call;

  /** The positive error number. */
  private final int errno;

  /**
   * Describes one failed call.
   *
   * @param call the name of the call, such as {@code connect}, or the call and its object
   * @param errno the positive error number
   */
  public ErrnoException(String call, int errno) {
    this.call = call;
    this.errno = errno;
  }

  /** The name of the call that failed. */
  public String call() {
    return call;
  }

  /** The positive error number, one of {@link LinuxErrno} for those that matter. */
  public int errno() {
    return errno;
  }

  @Override
  public String getMessage() {
    return call + ": " + LinuxErrno.name(errno) + " (" + errno + ")";
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
