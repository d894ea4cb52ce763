package dev.tokend.surface.spec;

import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.token.TokenSource;
import java.nio.charset.StandardCharsets;

/**
 * The 8 bytes of a source's name as {@link TokenSource#displayName()} has them: text in UTF-8, {@code \xNN} for a byte
 * and {@code \\} for a backslash, zeros at the end left out.
 */
final class SourceName {
  private SourceName() {}

  static Bytes read(JsonValue value) throws SpecTextException {
    String text = value.text("text of at most 8 bytes");
    byte[] name = new byte[TokenSource.NAME_SIZE];
    int size = 0;
    int at = 0;
    while (at < text.length()) {
      int next = text.charAt(at) == '\\' ? escapeEnd(value, text, at) : text.offsetByCodePoints(at, 1);
      byte[] bytes = bytes(text, at, next);
      if (size + bytes.length > name.length) {
        throw value.place().fail("more than 8 bytes: " + Place.quoted(text));
      }
      System.arraycopy(bytes, 0, name, size, bytes.length);
      size += bytes.length;
      at = next;
    }
    return Bytes.of(name);
  }

  private static int escapeEnd(JsonValue value, String text, int at) throws SpecTextException {
    if (text.startsWith("\\\\", at)) {
      return at + 2;
    }
    boolean hex = text.startsWith("\\x", at)
        && at + 4 <= text.length()
        && HexText.digit(text.charAt(at + 2)) >= 0
        && HexText.digit(text.charAt(at + 3)) >= 0;
    if (!hex) {
      throw value.place().fail("a backslash in a source name stands before another one, or x and two hex digits");
    }
    return at + 4;
  }

  private static byte[] bytes(String text, int from, int to) {
    if (text.charAt(from) != '\\') {
      return text.substring(from, to).getBytes(StandardCharsets.UTF_8);
    }
    return new byte[] {to - from == 2
        ? (byte) '\\'
        : (byte) (HexText.digit(text.charAt(from + 2)) << 4 | HexText.digit(text.charAt(from + 3)))};
  }
}
