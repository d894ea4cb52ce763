package dev.tokend.authority.connection;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * The connections that are ready and whose uid has had its time, a queue for each uid.
 *
 * <p>The kernel is soon not asked about them any more, so that what a uid has waiting costs the others nothing, however
 * much it is. But to tell the kernel so takes longer than to pass over what it reports once more, so a few are told in
 * each turn: else a uid all of whose connections become ready at once would have the others wait for that.
 */
final class Queues {

  private static final int LEFT_OUT_IN_A_TURN = 16;

  private final Map<Integer, Deque<Connection>> ofUid = new HashMap<>();
  private int leftOut;

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

  /** Whether one more may be left out of what the kernel is asked about in this turn. */
  boolean mayLeaveOut() {
    return leftOut++ < LEFT_OUT_IN_A_TURN;
  }

  /** Goes on with those that have time in this turn. */
  void run() {
    leftOut = 0;
    if (ofUid.isEmpty()) {
      return;
    }
    Iterator<Map.Entry<Integer, Deque<Connection>>> each = ofUid.entrySet().iterator();
    while (each.hasNext()) {
      Deque<Connection> queue = each.next().getValue();
      while (!queue.isEmpty() && queue.element().hasTurn()) {
        queue.remove().goOn();
      }
      if (queue.isEmpty()) {
        each.remove();
      }
    }
  }
}
