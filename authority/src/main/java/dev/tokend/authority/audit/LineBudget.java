package dev.tokend.authority.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many lines each account may still have in the current minute, of each kind and in all. What goes beyond is
 * counted, so that one account can neither push the others' lines out nor leave no trace itself.
 */
final class LineBudget {
  /** Lines of one kind of one account in a minute. */
  static final int OF_A_KIND = 100;

  /** Lines of one account in a minute. */
  static final int IN_ALL = 300;

  /** Different kinds and accounts that are told apart in a minute; the rest is one kind of one account. */
  private static final int MOST_KINDS = 4096;

  private static final Kind REST = new Kind(Actor.NAMESPACED, "other", "");

  private final Map<Long, Integer> inAll = new HashMap<>();
  private final Map<Kind, Long> ofKind = new LinkedHashMap<>();
  private final Map<Kind, Long> leftOut = new LinkedHashMap<>();
  private long minute = Long.MIN_VALUE;

  /**
   * What is counted together.
   *
   * @param account on whose account
   * @param event the event's name
   * @param operation the operation that was refused, or nothing
   */
  record Kind(long account, String event, String operation) {}

  /**
   * Lines that were not written.
   *
   * @param kind of which kind
   * @param count how many
   */
  record LeftOut(Kind kind, long count) {}

  /** Whether a line may be written; one that may not is counted. */
  boolean spend(Kind asked) {
    Kind kind = ofKind.size() < MOST_KINDS || ofKind.containsKey(asked) ? asked : REST;
    long spent = ofKind.merge(kind, 1L, Long::sum);
    if (spent <= OF_A_KIND && inAll.merge(kind.account(), 1, Integer::sum) <= IN_ALL) {
      return true;
    }
    leftOut.merge(kind, 1L, Long::sum);
    return false;
  }

  /**
   * Begins the minute of a moment, if it is another one.
   *
   * @param seconds the time, in seconds
   * @return what the minute before has left out
   */
  List<LeftOut> begin(long seconds) {
    long current = Math.floorDiv(seconds, 60);
    if (current == minute) {
      return List.of();
    }
    List<LeftOut> before = takeLeftOut();
    minute = current;
    inAll.clear();
    ofKind.clear();
    return before;
  }

  /** What has been left out so far and not been told. */
  List<LeftOut> takeLeftOut() {
    List<LeftOut> before = new ArrayList<>();
    for (Map.Entry<Kind, Long> entry : leftOut.entrySet()) {
      before.add(new LeftOut(entry.getKey(), entry.getValue()));
    }
    leftOut.clear();
    return before;
  }

  /** Whether something was left out. */
  boolean hasToTell() {
    return !leftOut.isEmpty();
  }

  /** In how many seconds something that was left out is to be told; -1 = nothing was. */
  long secondsToTell(long seconds) {
    return leftOut.isEmpty() ? -1 : 60 - Math.floorMod(seconds, 60L);
  }
}
