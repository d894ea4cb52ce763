package dev.tokend.cli.batch;

import java.io.IOException;
import java.io.Serial;

/** The answers cannot be written. */
public final class UnwritableException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  private final IOException reason;

  UnwritableException(IOException reason) {
    super(reason.getMessage(), reason);
    this.reason = reason;
  }

  /** What the stream said. */
  public IOException reason() {
    return reason;
  }
}
