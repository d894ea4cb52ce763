package dev.tokend.kacs;

import java.io.Serial;

/**
 * The one failure of every parser in this library, for bytes and for text.
 *
 * <p>A parser either returns a whole value or throws this; nothing half-parsed escapes. No stack trace is filled in:
 * malformed input is an expected result, not a defect.
 */
public final class MalformedException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /** What was being parsed. */
  private final String structure;

  /** Where, from 0. */
  private final int offset;

  /** What is wrong there. */
  private final String reason;

  /**
   * A failure at one place.
   *
   * @param structure what was being parsed, in the field's terms: "SID", "ACL", "SDDL"
   * @param offset where the input stops making sense: a byte offset from the start of the parsed buffer, or for text
   *     the index of the character, both from 0
   * @param reason what is wrong there, and what was expected instead
   */
  public MalformedException(String structure, int offset, String reason) {
    super(structure + ": " + reason + " at offset " + offset, null, false, false);
    this.structure = structure;
    this.offset = offset;
    this.reason = reason;
  }

  /** What was being parsed: "SID", "ACL", "SDDL". */
  public String structure() {
    return structure;
  }

  /** Where, from 0: a byte offset, or a character index for text. */
  public int offset() {
    return offset;
  }

  /** What is wrong at {@link #offset()}. */
  public String reason() {
    return reason;
  }
}
