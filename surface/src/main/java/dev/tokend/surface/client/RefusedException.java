package dev.tokend.surface.client;

import dev.tokend.surface.protocol.Failure;
import java.io.Serial;

/** The authority refused: which check, why, and what it would have taken. */
public final class RefusedException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  /**
   * @param failure what the authority answered
   */
  public RefusedException(Failure failure) {
    super(failure.operation() + ": " + failure.reason() + " (" + failure.check() + ")", null, false, false);
    this.failure = failure;
  }

  /** What the authority answered. */
  public Failure failure() {
    return failure;
  }
}
