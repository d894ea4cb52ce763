package dev.tokend.surface.client;

import java.net.SocketTimeoutException;

/**
 * How long the rest of an answer may take once it has begun. An authority may think about a request for as long as it
 * takes; one that has begun to answer has the whole answer at hand.
 */
final class Patience {

  /** As long as the authority waits for the rest of a request. */
  static final int MILLIS = 10_000;

  private static final long NANOS_A_MILLI = 1_000_000;

  private final int millis;
  private long until;

  Patience(int millis) {
    this.millis = millis;
  }

  /** The first bytes of an answer are there. */
  void begin() {
    until = System.nanoTime() + millis * NANOS_A_MILLI;
  }

  /**
   * How long the next bytes may be waited for, in milliseconds, at least one.
   *
   * @throws SocketTimeoutException if the time is over
   */
  int left() throws SocketTimeoutException {
    long left = until - System.nanoTime();
    if (left <= 0) {
      throw new SocketTimeoutException(
          "the authority fell silent in the middle of an answer: "
              + millis
              + " ms after its beginning the rest is not there");
    }
    return (int) ((left + NANOS_A_MILLI - 1) / NANOS_A_MILLI);
  }
}
