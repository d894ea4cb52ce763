package dev.tokend.surface.spec;

import dev.tokend.kacs.bytes.Bytes;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Bytes in hex: two digits each, in either case, with or without spaces between bytes; printed in lower case without.
 */
final class HexText {
  private HexText() {}

  /** The value of a hex digit, or -1. ASCII only: Character.digit would take the digits of every script. */
  static int digit(int c) {
    return c >= 0 && c < 0x80 ? Character.digit(c, 16) : -1;
  }

  static String print(Bytes bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  /** Reads the bytes that all of {@code text} is; {@code place} is where it stands. */
  static Bytes parse(String text, Place place) throws SpecTextException {
    byte[] bytes = new byte[text.length() / 2];
    int count = 0;
    int at = 0;
    while (at < text.length()) {
      if (text.charAt(at) == ' ') {
        at++;
        continue;
      }
      int high = digit(text.charAt(at));
      int low = at + 1 < text.length() ? digit(text.charAt(at + 1)) : -1;
      if (high < 0 || low < 0) {
        throw place.fail("expected bytes of two hex digits each, found something else at character " + at);
      }
      bytes[count++] = (byte) (high << 4 | low);
      at += 2;
    }
    return Bytes.of(Arrays.copyOf(bytes, count));
  }
}
