package dev.tokend.kacs.sd;

import java.io.Serial;

/** A descriptor that cannot be made or changed as asked. No stack trace is filled in. */
public final class DescriptorException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /** Why not. */
  public enum Reason {
    /** An entry names CREATOR GROUP and there is no group to put in its place. */
    NO_GROUP("an entry for S-1-3-1 needs a group"),
    /** The result would have no owner. */
    NO_OWNER("the descriptor needs an owner"),
    /** A label is set by a SACL of exactly one mandatory label that is not inherit-only, or removed by no SACL. */
    LABEL_SHAPE("a label is one entry of type SYSTEM_MANDATORY_LABEL_ACE_TYPE for S-1-16-n that is not inherit-only"),
    /** An entry, a list or the whole would pass its size limit. */
    TOO_LARGE("the descriptor would have more than 65535 bytes");

    private final String text;

    Reason(String text) {
      this.text = text;
    }
  }

  /** Why not. */
  private final Reason reason;

  /**
   * A failure.
   *
   * @param reason why
   */
  public DescriptorException(Reason reason) {
    super(reason.text, null, false, false);
    this.reason = reason;
  }

  /** Why not. */
  public Reason reason() {
    return reason;
  }
}
