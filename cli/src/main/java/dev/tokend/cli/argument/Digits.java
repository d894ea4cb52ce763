package dev.tokend.cli.argument;

/** Numbers of ASCII digits and nothing else: the JDK's parsers take a plus sign and the digits of every script. */
public final class Digits {
  private Digits() {}

  /**
   * An unsigned number of 64 bits.
   *
   * @throws NumberFormatException if it is none
   */
  public static long unsigned64(String text, int radix) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80 || Character.digit(c, radix) < 0) {
        throw new NumberFormatException(text);
      }
    }
    return Long.parseUnsignedLong(text, radix);
  }

  /**
   * An unsigned number of 32 bits.
   *
   * @throws NumberFormatException if it is none
   */
  public static int unsigned32(String text, int radix) {
    long number = unsigned64(text, radix);
    if (number >>> Integer.SIZE != 0) {
      throw new NumberFormatException(text);
    }
    return (int) number;
  }
}
