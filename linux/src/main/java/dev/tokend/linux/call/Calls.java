package dev.tokend.linux.call;

import java.lang.foreign.MemorySegment;

/**
 * A way to call the functions of libc that take integers and pointers, all by one shape, seven longs to a long.
 *
 * <p>The System V ABI for x86-64 permits it: integers and pointers travel in the same registers, a callee looks only at
 * the arguments and at the width it declares, and the caller cleans up.
 */
sealed interface Calls permits LibraryCalls, LinkerCalls {
  /** The quickest way to start that there is here. */
  static Calls quickest() {
    return NativeLibrary.isLoaded() ? new LibraryCalls() : new LinkerCalls();
  }

  /** Where a function or variable of libc is; {@link MemorySegment#NULL} if this libc does not have it. */
  MemorySegment find(String name);

  /**
   * Calls a function.
   *
   * @param errno where the function's errno is stored, as one {@code int}
   * @return what the function returns; if that is an {@code int}, the upper half is undefined
   */
  long call(
      MemorySegment function, MemorySegment errno, long a, long b, long c, long d, long e, long f, long g);
}
