package dev.tokend.linux;

import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.call.SyscallNumber;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The owner of one descriptor number. It is closed once, however often and from whichever threads {@link #close} is
 * called: closing a number twice would close what another thread has opened under it meanwhile.
 */
public final class Fd implements AutoCloseable {
  private static final int NONE = -1;

  private final AtomicInteger number;

  /**
   * Takes ownership of an open descriptor.
   *
   * @throws IllegalArgumentException for a negative number
   */
  public Fd(int number) {
    if (number < 0) {
      throw new IllegalArgumentException("not a descriptor number: " + number);
    }
    this.number = new AtomicInteger(number);
  }

  /**
   * Takes ownership of the descriptor that a call returned.
   *
   * @param call the call's name, for the exception
   * @param result a descriptor number or a negative error number
   */
  public static Fd of(String call, long result) throws ErrnoException {
    return new Fd((int) Syscall.check(call, result));
  }

  /**
   * The descriptor's number, for use while this owner is open.
   *
   * @throws IllegalStateException after {@link #close} or {@link #detach}
   */
  public int number() {
    int n = number.get();
    if (n == NONE) {
      throw new IllegalStateException("the descriptor was closed or detached");
    }
    return n;
  }

  /** Whether this still owns a descriptor. */
  public boolean isOpen() {
    return number.get() != NONE;
  }

  /**
   * Gives up ownership without closing; the caller closes the number that this returns.
   *
   * @throws IllegalStateException after {@link #close} or {@link #detach}
   */
  public int detach() {
    int n = number.getAndSet(NONE);
    if (n == NONE) {
      throw new IllegalStateException("the descriptor was closed or detached");
    }
    return n;
  }

  /** A second descriptor, close-on-exec, of the same open file description (fcntl(2), F_DUPFD_CLOEXEC). */
  public Fd duplicate() throws ErrnoException {
    return FdFlags.duplicate(number());
  }

  /** Closes the descriptor; does nothing the second time. Errors of close(2) leave it closed and are not reported. */
  @Override
  public void close() {
    int n = number.getAndSet(NONE);
    if (n != NONE) {
      close(n);
    }
  }

  /** Closes a descriptor number that has no owner object. Linux closes it even when close(2) reports an error. */
  public static void close(int number) {
    var _ = Syscall.invoke(SyscallNumber.CLOSE, number);
  }

  @Override
  public String toString() {
    int n = number.get();
    return n == NONE ? "fd closed" : "fd " + n;
  }
}
