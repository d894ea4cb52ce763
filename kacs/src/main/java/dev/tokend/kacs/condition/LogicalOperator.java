package dev.tokend.kacs.condition;

import org.jspecify.annotations.Nullable;

/** The operators over truth values (conditions §3, §4.5). */
public enum LogicalOperator implements Token {
  /** The lesser of two truth values. */
  AND(0xA0, "&&"),
  /** The greater of two truth values. */
  OR(0xA1, "||"),
  /** TRUE and FALSE exchanged. */
  NOT(0xA2, "!");

  private final int opcode;
  private final String symbol;

  LogicalOperator(int opcode, String symbol) {
    this.opcode = opcode;
    this.symbol = symbol;
  }

  /** The byte code. */
  public int opcode() {
    return opcode;
  }

  /** The text. */
  public String symbol() {
    return symbol;
  }

  /** The value for these operands; NOT looks at the second one only. */
  Truth of(Truth left, Truth right) {
    return switch (this) {
      case AND -> left.and(right);
      case OR -> left.or(right);
      case NOT -> right.not();
    };
  }

  static @Nullable LogicalOperator ofOpcode(int opcode) {
    return switch (opcode) {
      case 0xA0 -> AND;
      case 0xA1 -> OR;
      case 0xA2 -> NOT;
      default -> null;
    };
  }
}
