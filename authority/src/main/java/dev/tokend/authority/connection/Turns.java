package dev.tokend.authority.connection;

import java.util.HashMap;
import java.util.Map;

/**
 * Gives each uid the same time in each turn of the loop, however many connections it has and however much it asks on
 * them. What finds no time comes in a later turn (see {@link Queues}).
 */
final class Turns {

  /** A few answers take as long; who asks seldom waits so long for each other uid that asks without end. */
  private static final long NANOS = 50_000;

  private final Map<Integer, Long> spent = new HashMap<>();

  /** Whether a uid has time left in this turn. */
  boolean has(int uid) {
    return spent.getOrDefault(uid, 0L) < NANOS;
  }

  /** Time was spent for a uid. */
  void spend(int uid, long nanos) {
    spent.merge(uid, nanos, Long::sum);
  }

  /** The next turn begins. */
  void next() {
    spent.clear();
  }
}
