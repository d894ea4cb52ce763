package dev.tokend.linux.proc;

import java.nio.charset.StandardCharsets;

/** A position in the bytes of one file, and the numbers and words that files of {@code /proc} are made of. */
final class ProcText {
  private final String file;
  private final byte[] bytes;
  private final int end;
  private int position;

  ProcText(String file, byte[] bytes) {
    this(file, bytes, 0, bytes.length);
  }

  private ProcText(String file, byte[] bytes, int from, int end) {
    this.file = file;
    this.bytes = bytes;
    this.position = from;
    this.end = end;
  }

  boolean atEnd() {
    return position >= end;
  }

  ProcFormatException fail(String reason) {
    return new ProcFormatException(file, position, reason);
  }

  /** The text up to the next newline or the end; moves past the newline. */
  ProcText line() {
    int from = position;
    int lineEnd = lineEnd();
    position = Math.min(lineEnd + 1, end);
    return new ProcText(file, bytes, from, lineEnd);
  }

  private int lineEnd() {
    int newline = indexOf('\n');
    return newline < 0 ? end : newline;
  }

  /** Moves past the next newline, or to the end; all of the line but an empty one has such a byte in it. */
  void skipLineWith(char c) throws ProcFormatException {
    int lineEnd = lineEnd();
    int at = indexOf(c);
    if (lineEnd > position && (at < 0 || at >= lineEnd)) {
      throw fail("no '" + c + "'");
    }
    position = Math.min(lineEnd + 1, end);
  }

  /** Whether these ASCII characters are next; moves past them if they are. */
  boolean skips(String characters) {
    int length = characters.length();
    if (length > end - position) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[position + i] != characters.charAt(i)) {
        return false;
      }
    }
    position += length;
    return true;
  }

  /** The offset of the next such byte, or -1. */
  private int indexOf(char c) {
    for (int i = position; i < end; i++) {
      if (bytes[i] == c) {
        return i;
      }
    }
    return -1;
  }

  /** The text before the next such byte, and moves past it. */
  String until(char c) throws ProcFormatException {
    int at = indexOf(c);
    if (at < 0) {
      throw fail("no '" + c + "'");
    }
    String text = text(position, at);
    position = at + 1;
    return text;
  }

  /** The text before the last such byte, and moves past it. */
  String untilLast(char c) throws ProcFormatException {
    for (int i = end - 1; i >= position; i--) {
      if (bytes[i] == c) {
        String text = text(position, i);
        position = i + 1;
        return text;
      }
    }
    throw fail("no '" + c + "'");
  }

  /** All that is left. */
  String rest() {
    String text = text(position, end);
    position = end;
    return text;
  }

  private String text(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  /** Moves past blanks: space, tab and newline. */
  ProcText skipBlanks() {
    while (position < end && (bytes[position] == ' ' || bytes[position] == '\t' || bytes[position] == '\n')) {
      position++;
    }
    return this;
  }

  /** The word up to the next blank or the end, after blanks; empty at the end. */
  String word() {
    skipBlanks();
    int from = position;
    return skipsWord() ? text(from, position) : "";
  }

  /** Moves past the word up to the next blank or the end, after blanks; false at the end. */
  boolean skipsWord() {
    skipBlanks();
    int from = position;
    while (position < end && bytes[position] != ' ' && bytes[position] != '\t' && bytes[position] != '\n') {
      position++;
    }
    return position > from;
  }

  /** An unsigned decimal number of at most 32 bits, after blanks. */
  int unsignedInt() throws ProcFormatException {
    long value = unsignedLong();
    if (value >>> 32 != 0) {
      throw fail("a number of more than 32 bits");
    }
    return (int) value;
  }

  /** A decimal number of a signed 32-bit field, after blanks. */
  int signedInt() throws ProcFormatException {
    skipBlanks();
    boolean negative = position < end && bytes[position] == '-';
    if (negative) {
      position++;
    }
    long value = unsignedLong();
    if (value < 0 || value > (negative ? 1L << 31 : Integer.MAX_VALUE)) {
      throw fail("a number of more than 32 bits");
    }
    return (int) (negative ? -value : value);
  }

  /** An unsigned decimal number of at most 64 bits, after blanks. */
  long unsignedLong() throws ProcFormatException {
    return number(10, "decimal");
  }

  /** An unsigned hexadecimal number of at most 64 bits without a prefix, after blanks. */
  long hexLong() throws ProcFormatException {
    return number(16, "hexadecimal");
  }

  private long number(int radix, String kind) throws ProcFormatException {
    skipBlanks();
    int from = position;
    long value = 0;
    while (position < end) {
      // Only ASCII: Character.digit of a char would also take other scripts' digits.
      int digit = Character.digit(bytes[position] & 0x7F, radix);
      if (digit < 0 || bytes[position] < 0) {
        break;
      }
      if (Long.compareUnsigned(value, Long.divideUnsigned(-1L - digit, radix)) > 0) {
        throw fail("a number of more than 64 bits");
      }
      value = value * radix + digit;
      position++;
    }
    if (position == from) {
      throw fail("no " + kind + " number");
    }
    return value;
  }
}
