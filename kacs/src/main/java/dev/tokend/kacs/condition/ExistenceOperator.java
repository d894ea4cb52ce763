package dev.tokend.kacs.condition;

import org.jspecify.annotations.Nullable;

/** The operators that ask whether an attribute is there (conditions §3, §4.3). */
public enum ExistenceOperator implements Token {
  /** The attribute is there. */
  EXISTS(0x87, "Exists"),
  /** The attribute is absent. */
  NOT_EXISTS(0x8D, "Not_Exists");

  private final int opcode;
  private final String symbol;

  ExistenceOperator(int opcode, String symbol) {
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

  static @Nullable ExistenceOperator ofOpcode(int opcode) {
    return switch (opcode) {
      case 0x87 -> EXISTS;
      case 0x8D -> NOT_EXISTS;
      default -> null;
    };
  }
}
