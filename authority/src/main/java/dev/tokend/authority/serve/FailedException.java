package dev.tokend.authority.serve;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.surface.protocol.Failure;
import java.io.Serial;

/** A request fails before it reaches the monitor, or beside it. */
final class FailedException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  FailedException(Failure failure) {
    super(failure.reason(), null, false, false);
    this.failure = failure;
  }

  static FailedException of(Errno errno, String operation, String check, String reason) {
    return new FailedException(new Failure(errno, operation, check, reason, null, null, 0));
  }

  Failure failure() {
    return failure;
  }
}
