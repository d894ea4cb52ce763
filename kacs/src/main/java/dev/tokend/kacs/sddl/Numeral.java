package dev.tokend.kacs.sddl;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.condition.IntegerLiteral.Base;

/**
 * A number without a sign: {@code 0x} and hex digits, {@code 0} and octal digits, or decimal. {@code 0} alone is
 * decimal.
 *
 * @param value its 64 bits, unsigned
 * @param base the base it was written in
 */
record Numeral(long value, Base base) {
  /**
   * Reads a number that no character of a name follows.
   *
   * @param max the largest value, unsigned
   */
  static Numeral read(TextCursor in, long max) throws MalformedException {
    int start = in.position();
    Base base = Base.DECIMAL;
    if (in.take("0x")) {
      base = Base.HEXADECIMAL;
    } else if (in.peek() == '0' && TextCursor.isDigit(in.peek(1))) {
      base = Base.OCTAL;
      in.skip(1);
    }
    long value = digits(in, base, start, max);
    if (AttributeNameText.isPlain(in.peek())) {
      throw in.expected(base == Base.OCTAL ? "an octal digit or the end of the number" : "the end of the number");
    }
    return new Numeral(value, base);
  }

  private static long digits(TextCursor in, Base base, int start, long max) throws MalformedException {
    int radix = base.radix();
    int first = in.position();
    long value = 0;
    int digit;
    while ((digit = TextCursor.hexDigit(in.peek())) >= 0 && digit < radix) {
      if (Long.compareUnsigned(value, Long.divideUnsigned(max - digit, radix)) > 0) {
        throw in.failAt(start, "the number is larger than " + Long.toUnsignedString(max));
      }
      value = value * radix + digit;
      in.skip(1);
    }
    if (in.position() == first) {
      throw in.expected(base == Base.HEXADECIMAL ? "a hex digit" : base == Base.OCTAL ? "an octal digit" : "a digit");
    }
    return value;
  }
}
