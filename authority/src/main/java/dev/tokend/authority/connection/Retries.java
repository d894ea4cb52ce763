package dev.tokend.authority.connection;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/** Tries requests again that wait for something: all of them in turn, and not without a pause. */
final class Retries {

  /** How often they are tried again when nothing has come for them. */
  private static final long SELDOM_NANOS = 50_000_000;

  /** How often at most when something has. */
  private static final long SOON_NANOS = 2_000_000;

  private static final long NANOS_A_MILLI = 1_000_000;

  private final Deque<Connection> left = new ArrayDeque<>();
  private long begunAt = System.nanoTime() - SELDOM_NANOS;
  private boolean soon;

  /** What requests may have waited for has come. */
  void soon() {
    soon = true;
  }

  /** Whether some of those that were to be tried again have had no turn yet. */
  boolean areLeft() {
    return !left.isEmpty();
  }

  private long pause() {
    return soon ? SOON_NANOS : SELDOM_NANOS;
  }

  /** Whether it is time to try all again. */
  boolean isTime(long now) {
    return left.isEmpty() && now - begunAt >= pause();
  }

  /** In how many milliseconds it is. */
  int millisLeft(long now) {
    return (int) Math.max(0, (begunAt + pause() - now) / NANOS_A_MILLI + 1);
  }

  /** These are to be tried again. */
  void begin(Collection<Connection> waiting, long now) {
    begunAt = now;
    soon = false;
    left.addAll(waiting);
  }

  /** Tries those whose turn it is. */
  void run() {
    for (int count = left.size(); count > 0; count--) {
      Connection connection = left.remove();
      if (connection.hasTurn()) {
        connection.retry();
      } else {
        left.add(connection);
      }
    }
  }
}
