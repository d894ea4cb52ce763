package dev.tokend.linux.call;

import java.lang.foreign.MemorySegment;

/**
 * Copies between arrays and native memory. {@link MemorySegment#copy(Object, int, MemorySegment,
 * java.lang.foreign.ValueLayout, long, int)} does the same; its first call in a process has the JVM make a switch over
 * the types of arrays, which takes milliseconds.
 */
public final class ArrayCopy {
  private ArrayCopy() {}

  /**
   * Copies {@code length} bytes of an array into memory.
   *
   * @throws IndexOutOfBoundsException if either does not have them
   */
  public static void toMemory(byte[] source, int offset, MemorySegment target, long at, int length) {
    MemorySegment.copy(MemorySegment.ofArray(source), offset, target, at, length);
  }

  /**
   * Copies {@code length} bytes of memory into an array.
   *
   * @throws IndexOutOfBoundsException if either does not have them
   */
  public static void toArray(MemorySegment source, long at, byte[] target, int offset, int length) {
    MemorySegment.copy(source, at, MemorySegment.ofArray(target), offset, length);
  }
}
