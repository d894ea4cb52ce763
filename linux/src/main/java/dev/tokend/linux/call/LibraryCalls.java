package dev.tokend.linux.call;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/** Calls by {@link NativeLibrary}, which costs nothing to begin with. */
final class LibraryCalls implements Calls {
  @Override
  public MemorySegment find(String name) {
    return MemorySegment.ofAddress(address(name.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public long call(
      MemorySegment function, MemorySegment errno, long a, long b, long c, long d, long e, long f, long g) {
    return invoke(function.address(), errno.address(), a, b, c, d, e, f, g);
  }

  /** The address of a name in libc of at most 63 bytes, or 0. */
  private static native long address(byte[] name);

  private static native long invoke(
      long function, long errno, long a, long b, long c, long d, long e, long f, long g);
}
