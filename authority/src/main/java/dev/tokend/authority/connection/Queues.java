package dev.tokend.authority.connection;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * The connections that are ready and whose uid has had its time, a queue for each uid. The kernel is not asked about them
 * meanwhile: what a uid has waiting costs the others nothing, however much it is.
 */
final class Queues {

  private final Map<Integer, Deque<Connection>> ofUid = new HashMap<>();

  /** Whether none waits. */
  boolean isEmpty() {
    return ofUid.isEmpty();
  }

  /** Whether some of a uid wait, and others of it so have to wait behind them. */
  boolean has(int uid) {
    return !ofUid.isEmpty() && ofUid.containsKey(uid);
  }

  /** Puts one at the end of its uid's. */
  void add(Connection connection) {
    ofUid.computeIfAbsent(connection.uid(), uid -> new ArrayDeque<>()).add(connection);
  }

  /** Goes on with those that have time in this turn. */
  void run(Turns turns) {
    if (ofUid.isEmpty()) {
      return;
    }
    Iterator<Map.Entry<Integer, Deque<Connection>>> each = ofUid.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<Integer, Deque<Connection>> entry = each.next();
      Deque<Connection> queue = entry.getValue();
      while (!queue.isEmpty() && turns.has(entry.getKey())) {
        queue.remove().goOn();
      }
      if (queue.isEmpty()) {
        each.remove();
      }
    }
  }
}
