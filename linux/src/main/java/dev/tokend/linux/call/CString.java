package dev.tokend.linux.call;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** C strings: bytes ended by a NUL. Text is UTF-8, as everything that Linux calls a name is on today's systems. */
public final class CString {
  /** No buffer is larger; nobody knows how long a C string is before its NUL was seen. */
  private static final int MOST_IN_A_BUFFER = Integer.MAX_VALUE - 8;

  private CString() {}

  /**
   * Copies text into native memory.
   *
   * @throws IllegalArgumentException if it contains a NUL, which C would take for its end
   */
  public static MemorySegment allocate(SegmentAllocator allocator, String text) {
    return allocate(allocator, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Copies bytes into native memory and ends them with a NUL.
   *
   * @throws IllegalArgumentException if they contain a NUL
   */
  public static MemorySegment allocate(SegmentAllocator allocator, byte[] text) {
    requireNoNul(text);
    MemorySegment segment = allocator.allocate(text.length + 1L);
    ArrayCopy.toMemory(text, 0, segment, 0, text.length);
    Memory.putByte(segment, text.length, (byte) 0);
    return segment;
  }

  /**
   * Writes text to the start of a buffer and ends it with a NUL.
   *
   * @return whether it fits
   * @throws IllegalArgumentException if it contains a NUL
   */
  public static boolean write(MemorySegment buffer, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    requireNoNul(bytes);
    if (bytes.length >= buffer.byteSize()) {
      return false;
    }
    ArrayCopy.toMemory(bytes, 0, buffer, 0, bytes.length);
    Memory.putByte(buffer, bytes.length, (byte) 0);
    return true;
  }

  /** The array of pointers, ended by a null pointer, that execve(2) takes for argv and envp. */
  public static MemorySegment allocateArray(SegmentAllocator allocator, List<byte[]> strings) {
    int count = strings.size();
    MemorySegment array = allocator.allocate(8L * (count + 1), 8);
    for (int i = 0; i < count; i++) {
      Memory.putLong(array, 8L * i, allocate(allocator, strings.get(i)).address());
    }
    Memory.putLong(array, 8L * count, 0);
    return array;
  }

  /** The strings of such an array, without their NULs. */
  public static List<byte[]> readArray(long address) {
    List<byte[]> strings = new ArrayList<>();
    ByteBuffer array = from(address);
    for (int i = 0; ; i++) {
      long string = array.getLong(Long.BYTES * i);
      if (string == 0) {
        return strings;
      }
      ByteBuffer text = from(string);
      int length = 0;
      while (text.get(length) != 0) {
        length++;
      }
      byte[] bytes = new byte[length];
      text.get(0, bytes);
      strings.add(bytes);
    }
  }

  private static ByteBuffer from(long address) {
    return MemorySegment.ofAddress(address)
        .reinterpret(MOST_IN_A_BUFFER)
        .asByteBuffer()
        .order(ByteOrder.nativeOrder());
  }

  private static void requireNoNul(byte[] text) {
    for (byte b : text) {
      if (b == 0) {
        throw new IllegalArgumentException("a C string cannot contain a NUL");
      }
    }
  }
}
