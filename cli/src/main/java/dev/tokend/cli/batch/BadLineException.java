package dev.tokend.cli.batch;

import java.io.Serial;

/** A line, or a part of it, is not what it should be. Expected, so that no stack trace is filled in. */
public final class BadLineException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * @param reason where and why, such as {@code $.token.user: SID: ...}
   */
  public BadLineException(String reason) {
    super(reason, null, false, false);
  }

  /** Where and why. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
