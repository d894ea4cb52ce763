package dev.tokend.authority.connection;

import java.io.Serial;

/** What came on a connection cannot be a request, and nothing after it can be trusted to be one. */
final class BrokenFrameException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  BrokenFrameException(String reason) {
    super(reason, null, false, false);
  }
}
