package dev.tokend.kacs.condition;

import org.jspecify.annotations.Nullable;

/**
 * An integer with the way it was written, which bytecode records and text reproduces (conditions §2.3, §3).
 *
 * @param sign the sign as written; it, not the stored quadword's sign, decides the value
 * @param magnitude the absolute value, unsigned: at most 2^63 - 1, with MINUS also 2^63
 * @param base the base as written, for display only
 */
public record IntegerLiteral(Sign sign, long magnitude, Base base) implements Literal {

  /** The sign as written. */
  public enum Sign {
    /** Written with a plus. */
    PLUS(1, "+"),
    /** Written with a minus. */
    MINUS(2, "-"),
    /** Written without a sign. */
    NONE(3, "");

    private final int code;
    private final String symbol;

    Sign(int code, String symbol) {
      this.code = code;
      this.symbol = symbol;
    }

    /** The sign byte of the bytecode. */
    public int code() {
      return code;
    }

    /** The text: "+", "-" or nothing. */
    public String symbol() {
      return symbol;
    }

    static @Nullable Sign ofCode(int code) {
      return switch (code) {
        case 1 -> PLUS;
        case 2 -> MINUS;
        case 3 -> NONE;
        default -> null;
      };
    }
  }

  /** The base as written. */
  public enum Base {
    /** Written with a leading 0. */
    OCTAL(1, 8, "0"),
    /** Written in decimal. */
    DECIMAL(2, 10, ""),
    /** Written with a leading 0x. */
    HEXADECIMAL(3, 16, "0x");

    private final int code;
    private final int radix;
    private final String prefix;

    Base(int code, int radix, String prefix) {
      this.code = code;
      this.radix = radix;
      this.prefix = prefix;
    }

    /** The base byte of the bytecode. */
    public int code() {
      return code;
    }

    /** 8, 10 or 16. */
    public int radix() {
      return radix;
    }

    /** The text before the digits: "0", nothing, or "0x". */
    public String prefix() {
      return prefix;
    }

    static @Nullable Base ofCode(int code) {
      return switch (code) {
        case 1 -> OCTAL;
        case 2 -> DECIMAL;
        case 3 -> HEXADECIMAL;
        default -> null;
      };
    }
  }

  /**
   * Refuses a number that 64 bits cannot hold.
   *
   * @throws IllegalArgumentException if the magnitude does not fit the sign
   */
  public IntegerLiteral {
    if (!fits(sign, magnitude)) {
      throw new IllegalArgumentException("integer literal out of range: " + Long.toUnsignedString(magnitude));
    }
  }

  /** The value as a decimal without sign, or with {@code -} if negative. */
  public static IntegerLiteral of(long value) {
    return new IntegerLiteral(value < 0 ? Sign.MINUS : Sign.NONE, Math.abs(value), Base.DECIMAL);
  }

  /** The value, -2^63 to 2^63 - 1. */
  public long value() {
    return sign == Sign.MINUS ? -magnitude : magnitude;
  }

  static boolean fits(Sign sign, long magnitude) {
    return magnitude >= 0 || (magnitude == Long.MIN_VALUE && sign == Sign.MINUS);
  }
}
