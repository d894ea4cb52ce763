package dev.tokend.kacs.sddl;

import java.io.Serial;

/**
 * A value has no text form: it holds something that SDDL has no words for (security-descriptors §10.7).
 *
 * <p>Refusing is the alternative to leaving it out, which would turn the text into a different descriptor. No stack
 * trace is filled in: such values are expected, not a defect.
 */
public final class InexpressibleException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /** Where in the value. */
  private final String part;

  /** What the text cannot say there. */
  private final String reason;

  /**
   * A value without words.
   *
   * @param part where in the value, such as "ACE 2 of the DACL", counted from 0; or "condition"
   * @param reason what the text cannot say there
   */
  public InexpressibleException(String part, String reason) {
    super(part + ": " + reason, null, false, false);
    this.part = part;
    this.reason = reason;
  }

  /** Where in the value, such as "ACE 2 of the DACL", counted from 0. */
  public String part() {
    return part;
  }

  /** What the text cannot say there. */
  public String reason() {
    return reason;
  }
}
