package dev.tokend.surface.spec;

/**
 * Whole numbers: a JSON number, or text of decimal digits or of {@code 0x} and hex digits. 64 bits are printed as text,
 * because many JSON readers keep only 53 of them.
 */
final class Numbers {
  private static final int MAX_DIGITS = 20;

  private Numbers() {}

  /** A number of 32 bits without sign. */
  static int u32(JsonValue value) throws SpecTextException {
    String digits = digits(value);
    long number = unsigned(value, digits, 0xFFFF_FFFFL);
    if (number < 0 || number > 0xFFFF_FFFFL) {
      throw outOfRange(value, digits, "0", "4294967295");
    }
    return (int) number;
  }

  /** A number of 64 bits without sign. */
  static long u64(JsonValue value) throws SpecTextException {
    return unsigned(value, digits(value), -1);
  }

  /** A number of 64 bits with sign. */
  static long i64(JsonValue value) throws SpecTextException {
    String digits = digits(value);
    boolean negative = digits.startsWith("-");
    long size = unsigned(value, negative ? digits.substring(1) : digits, -1);
    if (size < 0 && !(negative && size == Long.MIN_VALUE)) {
      throw outOfRange(value, digits, "-9223372036854775808", "9223372036854775807");
    }
    return negative ? -size : size;
  }

  /** The bits of {@code 0x} and hex digits, at most {@code bits} of them. */
  static long mask(JsonValue value, String text, int bits) throws SpecTextException {
    int from = 2;
    while (from < text.length() && text.charAt(from) == '0') {
      from++;
    }
    long mask = 0;
    for (int i = from; i < text.length(); i++) {
      int digit = HexText.digit(text.charAt(i));
      if (digit < 0) {
        throw value.place().fail("expected hex digits after 0x in " + Place.quoted(text));
      }
      if (i - from == bits / 4) {
        throw value.place().fail(Place.quoted(text) + " has more than " + bits + " bits");
      }
      mask = mask << 4 | digit;
    }
    if (text.length() == 2) {
      throw value.place().fail("expected hex digits after 0x");
    }
    return mask;
  }

  static boolean isHex(String text) {
    return text.startsWith("0x") || text.startsWith("0X");
  }

  private static String digits(JsonValue value) throws SpecTextException {
    if (value instanceof JsonValue.Numeral numeral) {
      return numeral.digits();
    }
    if (value instanceof JsonValue.Text text) {
      return text.value();
    }
    throw value.expected("a whole number");
  }

  private static long unsigned(JsonValue value, String text, long max) throws SpecTextException {
    if (isHex(text) && value instanceof JsonValue.Text) {
      return mask(value, text, Long.SIZE);
    }
    int from = 0;
    while (from < text.length() - 1 && text.charAt(from) == '0') {
      from++;
    }
    for (int i = from; i < text.length(); i++) {
      if (!JsonScanner.isDigit(text.charAt(i))) {
        throw text.startsWith("-") && text.length() > 1
            ? outOfRange(value, text, "0", Long.toUnsignedString(max))
            : value.place().fail("expected a whole number, found " + Place.quoted(text));
      }
    }
    if (text.isEmpty()) {
      throw value.place().fail("expected a whole number, found \"\"");
    }
    if (text.length() - from <= MAX_DIGITS) {
      try {
        return Long.parseUnsignedLong(text, from, text.length(), 10);
      } catch (NumberFormatException e) {
        throw outOfRange(value, text, "0", Long.toUnsignedString(max));
      }
    }
    throw outOfRange(value, text, "0", Long.toUnsignedString(max));
  }

  private static SpecTextException outOfRange(JsonValue value, String digits, String min, String max) {
    return value.place().fail(Place.quoted(digits) + " is not in the range " + min + " to " + max);
  }
}
