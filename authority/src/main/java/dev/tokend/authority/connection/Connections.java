package dev.tokend.authority.connection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The connections that there are, in the order in which they came. */
final class Connections {

  private static final long MESSAGE_NANOS = 10_000_000_000L;

  private final Set<Connection> all = new LinkedHashSet<>();
  private final Set<Connection> waiting = new LinkedHashSet<>();
  private final Map<Integer, Integer> ofUid = new HashMap<>();

  int count() {
    return all.size();
  }

  /** How many a uid has. */
  int count(int uid) {
    return ofUid.getOrDefault(uid, 0);
  }

  void add(Connection connection) {
    all.add(connection);
    ofUid.merge(connection.uid(), 1, Integer::sum);
  }

  /** Takes one out; nothing happens if it was never taken in. */
  void remove(Connection connection) {
    waiting.remove(connection);
    if (all.remove(connection)) {
      ofUid.computeIfPresent(connection.uid(), (uid, count) -> count == 1 ? null : count - 1);
    }
  }

  /** A copy, to walk through while some end. */
  List<Connection> all() {
    return List.copyOf(all);
  }

  /** One of them begins or ceases to wait for something that no event of its own will tell of. */
  void waits(Connection connection, boolean now) {
    if (now) {
      waiting.add(connection);
    } else {
      waiting.remove(connection);
    }
  }

  /** Whether one of them does. */
  boolean isAnyWaiting() {
    return !waiting.isEmpty();
  }

  /** Those whose request waits for something. */
  List<Connection> waiting() {
    List<Connection> those = new ArrayList<>();
    for (Connection connection : waiting) {
      if (connection.isWaiting()) {
        those.add(connection);
      }
    }
    return those;
  }

  /** Those whose answer is still to come. */
  List<Connection> parked() {
    List<Connection> parked = new ArrayList<>();
    for (Connection connection : all) {
      if (connection.isParked()) {
        parked.add(connection);
      }
    }
    return parked;
  }

  /** Those that have not finished a message for too long. */
  List<Connection> late(long now) {
    List<Connection> late = new ArrayList<>();
    for (Connection connection : waiting) {
      long since = connection.inFrameSince();
      if (since != 0 && now - since > MESSAGE_NANOS) {
        late.add(connection);
      }
    }
    return late;
  }
}
