package dev.tokend.kacs.condition;

import org.jspecify.annotations.Nullable;

/** The operators that compare two operands (conditions §3, §4.2). */
public enum RelationalOperator implements Token {
  /** The same values. */
  EQUAL(0x80, "=="),
  /** Not the same values. */
  NOT_EQUAL(0x81, "!="),
  /** The left value is less. */
  LESS(0x82, "<"),
  /** The left value is not greater. */
  LESS_OR_EQUAL(0x83, "<="),
  /** The left value is greater. */
  GREATER(0x84, ">"),
  /** The left value is not less. */
  GREATER_OR_EQUAL(0x85, ">="),
  /** Every value on the right is among those on the left. */
  CONTAINS(0x86, "Contains"),
  /** Some value on the right is not among those on the left. */
  NOT_CONTAINS(0x8E, "Not_Contains"),
  /** Some value on the left is among those on the right. */
  ANY_OF(0x88, "Any_of"),
  /** No value on the left is among those on the right. */
  NOT_ANY_OF(0x8F, "Not_Any_of");

  private final int opcode;
  private final String symbol;

  RelationalOperator(int opcode, String symbol) {
    this.opcode = opcode;
    this.symbol = symbol;
  }

  /** The byte code. */
  public int opcode() {
    return opcode;
  }

  /** The text, in its canonical case. */
  public String symbol() {
    return symbol;
  }

  static @Nullable RelationalOperator ofOpcode(int opcode) {
    return switch (opcode) {
      case 0x80 -> EQUAL;
      case 0x81 -> NOT_EQUAL;
      case 0x82 -> LESS;
      case 0x83 -> LESS_OR_EQUAL;
      case 0x84 -> GREATER;
      case 0x85 -> GREATER_OR_EQUAL;
      case 0x86 -> CONTAINS;
      case 0x8E -> NOT_CONTAINS;
      case 0x88 -> ANY_OF;
      case 0x8F -> NOT_ANY_OF;
      default -> null;
    };
  }
}
