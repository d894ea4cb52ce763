package dev.tokend.kacs.condition;

import dev.tokend.kacs.bytes.Utf16;

/**
 * An attribute named by an expression: an operand, or by itself a condition, the attribute's truth value
 * (conditions §4.5).
 *
 * <p>The name keeps its case; look-up ignores it (KACS v0.22 §3.9). Bytecode may hold an empty name or one with NUL,
 * which text cannot.
 *
 * @param namespace whose claims are searched
 * @param name well-formed UTF-16
 */
public record AttributeReference(AttributeNamespace namespace, String name) implements Operand, Condition {
  /**
   * Refuses a name that no UTF-16 text can hold.
   *
   * @throws IllegalArgumentException if the name has an unpaired surrogate
   */
  public AttributeReference {
    if (!Utf16.isWellFormed(name)) {
      throw new IllegalArgumentException("unpaired surrogate in an attribute name");
    }
  }
}
