package dev.tokend.linux.names;

import dev.tokend.linux.call.Memory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What getpwuid_r(3) and its kin write: an entry of pointers and numbers, the texts that it points to in a buffer
 * behind it, and a pointer to the entry where there is one.
 *
 * <p>{@code struct passwd}: name @0, uid @16, gid @20, gecos @24, home @32, shell @40; 48 bytes. {@code struct
 * group}: name
 * @0, gid @16, members @24; 32 bytes.
 */
final class NameEntry {
  private static final int ENTRY_SIZE = 48;

  private final MemorySegment entry;
  private final MemorySegment buffer;
  private final MemorySegment result;

  NameEntry(Arena arena, int size) {
    entry = arena.allocate(ENTRY_SIZE, 8);
    buffer = arena.allocate(size, 8);
    result = arena.allocate(8, 8);
  }

  long entryAddress() {
    return entry.address();
  }

  long bufferAddress() {
    return buffer.address();
  }

  long resultAddress() {
    return result.address();
  }

  boolean isFound() {
    return Memory.getLong(result, 0) != 0;
  }

  Account account() {
    return new Account(
        text(pointer(0)),
        Memory.getInt(entry, 16),
        Memory.getInt(entry, 20),
        text(pointer(24)),
        text(pointer(32)),
        text(pointer(40)));
  }

  Group group() {
    return new Group(text(pointer(0)), Memory.getInt(entry, 16), texts(pointer(24)));
  }

  private long pointer(int at) {
    return Memory.getLong(entry, at);
  }

  /** The text at an address in the buffer; empty for a null pointer. */
  private String text(long address) {
    long offset = address - buffer.address();
    if (offset < 0 || offset >= buffer.byteSize()) {
      return "";
    }
    ByteBuffer bytes = buffer.asSlice(offset).asByteBuffer();
    int length = 0;
    while (bytes.get(length) != 0) {
      length++;
    }
    byte[] text = new byte[length];
    bytes.get(0, text);
    return new String(text, StandardCharsets.UTF_8);
  }

  /** The texts of an array of pointers in the buffer, which ends with a null pointer. */
  private List<String> texts(long address) {
    List<String> texts = new ArrayList<>();
    for (long at = address - buffer.address(); at >= 0 && at + 8 <= buffer.byteSize(); at += 8) {
      long text = Memory.getLong(buffer, at);
      if (text == 0) {
        break;
      }
      texts.add(text(text));
    }
    return texts;
  }
}
