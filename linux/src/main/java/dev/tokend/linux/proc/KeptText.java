package dev.tokend.linux.proc;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.file.KeptFile;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of {@code /proc} and lines of it that are held against what they were. Holding them against it allocates
 * nothing and reads no numbers: the bytes are the same, or they are not.
 */
final class KeptText implements AutoCloseable {
  private static final byte NEWLINE = '\n';

  private final KeptFile file;
  private final List<String> keys;
  private MemorySegment[] lines = {};
  private int[] places = {};

  /**
   * @param file read from here on
   * @param keys what the lines begin with that matter; none where the whole file does
   */
  KeptText(KeptFile file, List<String> keys) {
    this.file = file;
    this.keys = keys;
  }

  /**
   * Reads the file, and remembers it.
   *
   * @throws ProcFormatException if one of the lines is missing: nothing is remembered then
   */
  byte[] remember() throws ErrnoException, ProcFormatException {
    lines = new MemorySegment[0];
    int length = file.read();
    if (length < 0) {
      throw new ErrnoException("read", -length);
    }
    byte[] content = KeptFile.data().asSlice(0, length).toArray(JAVA_BYTE);
    List<MemorySegment> found = new ArrayList<>();
    List<Integer> at = new ArrayList<>();
    if (keys.isEmpty()) {
      found.add(MemorySegment.ofArray(content));
      at.add(0);
    }
    for (String key : keys) {
      int start = lineOf(key, content);
      if (start < 0) {
        throw new ProcFormatException("status", 0, "no line " + key);
      }
      found.add(MemorySegment.ofArray(content).asSlice(start, end(content, start) - start));
      at.add(start);
    }
    lines = found.toArray(new MemorySegment[0]);
    places = new int[lines.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = at.get(i);
    }
    return content;
  }

  /** The offset of the newline before the line that begins so, or -1. No name can hold one: the kernel escapes it. */
  private static int lineOf(String key, byte[] content) {
    for (int i = 0; i + key.length() < content.length; i++) {
      if (content[i] == NEWLINE && begins(key, content, i + 1)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean begins(String key, byte[] content, int at) {
    for (int i = 0; i < key.length(); i++) {
      if (content[at + i] != key.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The end of the line after its newline. */
  private static int end(byte[] content, int start) {
    int at = start + 1;
    while (at < content.length && content[at] != NEWLINE) {
      at++;
    }
    return Math.min(at + 1, content.length);
  }

  /** Whether the file can be read, and says what it said. */
  boolean isUnchanged() {
    int length = file.read();
    if (length < 0 || lines.length == 0 || (keys.isEmpty() && length != lines[0].byteSize())) {
      return false;
    }
    for (int i = 0; i < lines.length; i++) {
      if (!isThere(i, length)) {
        return false;
      }
    }
    return true;
  }

  private boolean isThere(int index, int length) {
    MemorySegment line = lines[index];
    if (isAt(line, places[index], length)) {
      return true;
    }
    // What stands before it has become longer or shorter.
    MemorySegment data = KeptFile.data();
    for (int at = 0; at < length; at++) {
      if (data.get(JAVA_BYTE, at) == NEWLINE && isAt(line, at, length)) {
        places[index] = at;
        return true;
      }
    }
    return false;
  }

  private static boolean isAt(MemorySegment line, int at, int length) {
    long size = line.byteSize();
    return at + size <= length && MemorySegment.mismatch(KeptFile.data(), at, at + size, line, 0, size) < 0;
  }

  int number() {
    return file.number();
  }

  @Override
  public void close() {
    file.close();
  }
}
