package dev.tokend.kacs.condition;

import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.bytes.Utf16;
import dev.tokend.kacs.sid.Sid;

/** A value written in the expression itself (conditions §2.1, §3). */
public sealed interface Literal extends Operand
    permits IntegerLiteral, Literal.Text, Literal.Octets, Literal.SidValue, CompositeLiteral {

  /**
   * A string. Bytecode may hold {@code "} and NUL, which text cannot.
   *
   * @param value well-formed UTF-16
   */
  record Text(String value) implements Literal {
    /**
     * Refuses what is no UTF-16 text.
     *
     * @throws IllegalArgumentException if there is an unpaired surrogate
     */
    public Text {
      if (!Utf16.isWellFormed(value)) {
        throw new IllegalArgumentException("unpaired surrogate in a string");
      }
    }
  }

  /**
   * A byte string, {@code #00ff} in text.
   *
   * @param value none or more bytes
   */
  record Octets(Bytes value) implements Literal {}

  /**
   * A security identifier, {@code SID(...)} in text.
   *
   * @param sid the SID
   */
  record SidValue(Sid sid) implements Literal {}
}
