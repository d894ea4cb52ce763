package dev.tokend.linux.call;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** C strings: bytes ended by a NUL. Text is UTF-8, as everything that Linux calls a name is on today's systems. */
public final class CString {
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
    segment.set(ValueLayout.JAVA_BYTE, text.length, (byte) 0);
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
    buffer.set(ValueLayout.JAVA_BYTE, bytes.length, (byte) 0);
    return true;
  }

  /** The array of pointers, ended by a null pointer, that execve(2) takes for argv and envp. */
  public static MemorySegment allocateArray(SegmentAllocator allocator, List<byte[]> strings) {
    int count = strings.size();
    MemorySegment array = allocator.allocate(8L * (count + 1), 8);
    for (int i = 0; i < count; i++) {
      array.setAtIndex(ValueLayout.JAVA_LONG, i, allocate(allocator, strings.get(i)).address());
    }
    array.setAtIndex(ValueLayout.JAVA_LONG, count, 0);
    return array;
  }

  /** The strings of such an array, without their NULs. */
  public static List<byte[]> readArray(long address) {
    List<byte[]> strings = new ArrayList<>();
    MemorySegment array = MemorySegment.ofAddress(address).reinterpret(Long.MAX_VALUE);
    for (int i = 0; ; i++) {
      long string = array.getAtIndex(ValueLayout.JAVA_LONG, i);
      if (string == 0) {
        return strings;
      }
      MemorySegment text = MemorySegment.ofAddress(string).reinterpret(Long.MAX_VALUE);
      long length = 0;
      while (text.get(ValueLayout.JAVA_BYTE, length) != 0) {
        length++;
      }
      strings.add(text.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE));
    }
  }

  private static void requireNoNul(byte[] text) {
    for (byte b : text) {
      if (b == 0) {
        throw new IllegalArgumentException("a C string cannot contain a NUL");
      }
    }
  }
}
