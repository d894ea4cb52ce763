package dev.tokend.authority.syscall;

import java.io.Serial;

/** The thread whose call was being answered has ended: there is nobody to answer. */
final class CallerGoneException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  CallerGoneException() {
    super("the calling thread has ended", null, false, false);
  }
}
