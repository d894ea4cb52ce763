package dev.tokend.kacs.condition;

import dev.tokend.kacs.sid.Sid;

/** A value written in the expression itself (conditions §2.1, §3). */
public sealed interface Literal extends Operand
    permits IntegerLiteral, Literal.Text, OctetLiteral, Literal.SidValue, CompositeLiteral {

  /**
   * A string. Bytecode may hold {@code "} and NUL, which text cannot.
   *
   * @param value well-formed UTF-16
   */
  record Text(String value) implements Literal {
    /**
     * @throws IllegalArgumentException if there is an unpaired surrogate
     */
    public Text {
      Utf16.requireWellFormed(value);
    }
  }

  /** A security identifier, {@code SID(...)} in text. */
  record SidValue(Sid sid) implements Literal {}
}
