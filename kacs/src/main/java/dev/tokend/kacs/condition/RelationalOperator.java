package dev.tokend.kacs.condition;

import org.jspecify.annotations.Nullable;

/** The operators that compare two operands (conditions §3, §4.2). */
public enum RelationalOperator implements Token {
  EQUAL(0x80, "=="),
  NOT_EQUAL(0x81, "!="),
  LESS(0x82, "<"),
  LESS_OR_EQUAL(0x83, "<="),
  GREATER(0x84, ">"),
  GREATER_OR_EQUAL(0x85, ">="),
  CONTAINS(0x86, "Contains"),
  NOT_CONTAINS(0x8E, "Not_Contains"),
  ANY_OF(0x88, "Any_of"),
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
