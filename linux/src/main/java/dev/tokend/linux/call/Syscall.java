package dev.tokend.linux.call;

import dev.tokend.linux.ErrnoException;

/**
 * A system call by number, through libc's {@code syscall}. Results follow the kernel's own convention: what the call
 * returns, or the negative error number. Nothing is allocated.
 *
 * <p>These are the raw calls: they act on the calling thread alone where libc would broadcast to all threads
 * (set*id).
 */
public final class Syscall {
  private static final LibcFunction SYSCALL = LibcFunction.named("syscall");

  private Syscall() {}

  /** A call without arguments. */
  public static long invoke(int number) {
    return invoke(number, 0, 0, 0, 0, 0, 0);
  }

  /** A call with one argument. */
  public static long invoke(int number, long a) {
    return invoke(number, a, 0, 0, 0, 0, 0);
  }

  /** A call with two arguments. */
  public static long invoke(int number, long a, long b) {
    return invoke(number, a, b, 0, 0, 0, 0);
  }

  /** A call with three arguments. */
  public static long invoke(int number, long a, long b, long c) {
    return invoke(number, a, b, c, 0, 0, 0);
  }

  /** A call with four arguments. */
  public static long invoke(int number, long a, long b, long c, long d) {
    return invoke(number, a, b, c, d, 0, 0);
  }

  /** A call with five arguments. */
  public static long invoke(int number, long a, long b, long c, long d, long e) {
    return invoke(number, a, b, c, d, e, 0);
  }

  /**
   * A call with six arguments.
   *
   * @param number one of {@link SyscallNumber}
   * @return what the kernel returns: the result, or the negative error number
   */
  public static long invoke(int number, long a, long b, long c, long d, long e, long f) {
    CallMemory memory = CallMemory.ofThread();
    long result = SYSCALL.call(memory, number, a, b, c, d, e, f);
    return result == -1 ? -memory.errnoValue() : result;
  }

  /**
   * Turns a negative error number into an exception.
   *
   * @param call the call's name, for the message
   * @return {@code result} if it is not negative
   */
  public static long check(String call, long result) throws ErrnoException {
    if (result < 0) {
      throw new ErrnoException(call, (int) -result);
    }
    return result;
  }
}
