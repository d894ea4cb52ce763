package dev.tokend.cli.batch;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Whole lines of a stream, and a cursor over them for the one thread that answers them. A line ends with a newline, or
 * a carriage return and a newline, or with the stream; its end is no part of it.
 */
public final class LineBlock {
  private static final char REPLACEMENT = '\uFFFD';

  private final byte[] bytes;
  private final int size;
  private final boolean overlong;
  private int next;
  private int from;
  private int to;
  private int lines;

  private LineBlock(byte[] bytes, int size, boolean overlong) {
    this.bytes = bytes;
    this.size = size;
    this.overlong = overlong;
  }

  /** The lines that the first bytes of an array are. */
  static LineBlock of(byte[] bytes, int size) {
    return new LineBlock(bytes, size, false);
  }

  /** In place of one line that is longer than any that makes sense. */
  static LineBlock ofOverlongLine() {
    return new LineBlock(new byte[] {'\n'}, 1, true);
  }

  /** Moves on to the next line; false after the last. */
  boolean advance() {
    if (next >= size) {
      return false;
    }
    from = next;
    int end = from;
    while (end < size && bytes[end] != '\n') {
      end++;
    }
    next = end + 1;
    to = end > from && bytes[end - 1] == '\r' ? end - 1 : end;
    lines++;
    return true;
  }

  /**
   * The line; for one of ASCII that is a copy.
   *
   * @throws BadLineException if it is not UTF-8, or was too long to be read
   */
  String text() throws BadLineException {
    requireRead();
    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0) {
      requireUtf8();
    }
    return text;
  }

  /**
   * The line as a JSON text, which is not copied.
   *
   * @throws BadLineException if it was too long to be read
   */
  JsonText json() throws BadLineException {
    requireRead();
    return new JsonText(bytes, from, to);
  }

  private void requireRead() throws BadLineException {
    if (overlong) {
      throw new BadLineException("longer than " + BlockReader.MAX_LINE + " bytes");
    }
  }

  /** Decoding puts U+FFFD where something is wrong, and also where it really stands. */
  private void requireUtf8() throws BadLineException {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
    } catch (CharacterCodingException e) {
      throw new BadLineException("not UTF-8");
    }
  }

  /** How many lines were passed. */
  int lines() {
    return lines;
  }

  /** How many bytes are held. */
  int held() {
    return bytes.length;
  }
}
