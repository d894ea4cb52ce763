package dev.tokend.linux.call;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Single values in native memory, in the order of bytes of the machine and at any alignment, for what runs once in the
 * life of a command. {@link MemorySegment#get} and its kin do the same faster once compiled, and take as long to begin
 * with as a third of a bare JVM.
 */
public final class Memory {
  private Memory() {}

  /**
   * Reads 4 bytes.
   *
   * @throws IndexOutOfBoundsException if they are not all inside
   */
  public static int getInt(MemorySegment segment, long offset) {
    return at(segment, offset, Integer.BYTES).getInt(0);
  }

  /**
   * Reads 8 bytes.
   *
   * @throws IndexOutOfBoundsException if they are not all inside
   */
  public static long getLong(MemorySegment segment, long offset) {
    return at(segment, offset, Long.BYTES).getLong(0);
  }

  /**
   * Writes 1 byte.
   *
   * @throws IndexOutOfBoundsException if it is not inside
   */
  public static void putByte(MemorySegment segment, long offset, byte value) {
    at(segment, offset, Byte.BYTES).put(0, value);
  }

  /**
   * Writes 2 bytes.
   *
   * @throws IndexOutOfBoundsException if they are not all inside
   */
  public static void putShort(MemorySegment segment, long offset, short value) {
    at(segment, offset, Short.BYTES).putShort(0, value);
  }

  /**
   * Writes 4 bytes.
   *
   * @throws IndexOutOfBoundsException if they are not all inside
   */
  public static void putInt(MemorySegment segment, long offset, int value) {
    at(segment, offset, Integer.BYTES).putInt(0, value);
  }

  /**
   * Writes 8 bytes.
   *
   * @throws IndexOutOfBoundsException if they are not all inside
   */
  public static void putLong(MemorySegment segment, long offset, long value) {
    at(segment, offset, Long.BYTES).putLong(0, value);
  }

  private static ByteBuffer at(MemorySegment segment, long offset, int size) {
    return segment.asSlice(offset, size).asByteBuffer().order(ByteOrder.nativeOrder());
  }
}
