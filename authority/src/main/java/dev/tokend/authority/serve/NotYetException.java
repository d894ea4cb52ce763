package dev.tokend.authority.serve;

import java.io.Serial;

/** An answer must wait for something that is being looked up; the request is to be tried again. */
final class NotYetException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  NotYetException() {
    super("being looked up", null, false, false);
  }
}
