package dev.tokend.kacs.sddl;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.Bytes;
import java.util.Arrays;

/** Byte strings as pairs of hex digits, where {@code #} stands for the digit 0 ([MS-DTYP] 2.5.1.1). */
final class OctetText {
  private OctetText() {}

  /** Reads pairs of digits, possibly none, after the marker. */
  static Bytes readPairs(TextCursor in) throws MalformedException {
    byte[] octets = new byte[16];
    int size = 0;
    int high;
    while ((high = digit(in.peek())) >= 0) {
      in.skip(1);
      int low = digit(in.peek());
      if (low < 0) {
        throw in.expected("the second hex digit of an octet");
      }
      in.skip(1);
      if (size == octets.length) {
        octets = Arrays.copyOf(octets, 2 * size);
      }
      octets[size++] = (byte) (high << 4 | low);
    }
    return Bytes.of(Arrays.copyOf(octets, size));
  }

  /** Appends the marker and pairs of lower-case digits. */
  static void print(StringBuilder out, Bytes octets) {
    out.append('#').append(octets);
  }

  private static int digit(int c) {
    return c == '#' ? 0 : TextCursor.hexDigit(c);
  }
}
