package dev.tokend.linux.call;

import java.lang.foreign.MemorySegment;

/**
 * A function of libc that takes integers and pointers. Where it returns {@code int}, use {@link #callInt}: the upper half
 * of a long is then undefined.
 */
public final class LibcFunction {
  private static final Calls CALLS;

  static {
    Platform.require(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    CALLS = Calls.quickest();
  }

  private final MemorySegment address;

  private LibcFunction(MemorySegment address) {
    this.address = address;
  }

  /**
   * Looks a function up in libc.
   *
   * @throws UnsatisfiedLinkError if this libc does not have it
   */
  public static LibcFunction named(String name) {
    return new LibcFunction(symbol(name));
  }

  /**
   * The value of a libc variable that holds a pointer.
   *
   * @throws UnsatisfiedLinkError if this libc does not have it
   */
  public static long pointerVariable(String name) {
    return Memory.getLong(symbol(name).reinterpret(Long.BYTES), 0);
  }

  private static MemorySegment symbol(String name) {
    MemorySegment found = CALLS.find(name);
    if (found.address() == 0) {
      throw new UnsatisfiedLinkError("libc has no " + name);
    }
    return found;
  }

  /** Calls a function that returns a long or a pointer; errno lands in the thread's {@link CallMemory}. */
  long call(CallMemory memory, long a, long b, long c, long d, long e, long f, long g) {
    return CALLS.call(address, memory.errno(), a, b, c, d, e, f, g);
  }

  /** Calls a function that returns an {@code int}. */
  public int callInt(long a, long b, long c, long d, long e, long f) {
    return (int) call(CallMemory.ofThread(), a, b, c, d, e, f, 0);
  }

  /** The errno that this thread's last call left; undefined unless that call said that it failed. */
  public static int errno() {
    return CallMemory.ofThread().errnoValue();
  }
}
