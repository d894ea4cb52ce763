package dev.tokend.cli.text;

import dev.tokend.kacs.access.TraceEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of an object that the same was decided about, one after the other.
 *
 * @param nodes their indexes; none where the steps are about no part
 * @param events how many steps said it
 */
record Parts(List<Integer> nodes, int events) {

  /** The step at an index, and those after it that say the same of other parts. */
  static Parts from(List<TraceEvent> events, int at) {
    List<Integer> nodes = new ArrayList<>();
    int next = at;
    while (next < events.size() && saysTheSame(events.get(at), events.get(next))) {
      nodes.add(node(events.get(next)));
      next++;
    }
    return new Parts(nodes, Math.max(1, next - at));
  }

  private static boolean saysTheSame(TraceEvent first, TraceEvent other) {
    if (first instanceof TraceEvent.BitsDecided a && other instanceof TraceEvent.BitsDecided b) {
      return a.stage() == b.stage() && a.bits() == b.bits() && a.granted() == b.granted()
          && a.cause().equals(b.cause());
    }
    return first instanceof TraceEvent.BitsRemoved a && other instanceof TraceEvent.BitsRemoved b
        && a.stage() == b.stage() && a.bits() == b.bits() && a.cause().equals(b.cause());
  }

  private static int node(TraceEvent event) {
    return event instanceof TraceEvent.BitsDecided decided ? decided.node()
        : event instanceof TraceEvent.BitsRemoved removed ? removed.node() : TraceEvent.ALL_NODES;
  }

  /**
   * Where, for the end of a phrase.
   *
   * @param all how many parts there are
   */
  String text(int all) {
    if (nodes.contains(TraceEvent.ALL_NODES) || nodes.size() == all) {
      return ", in every part";
    }
    StringBuilder text = new StringBuilder(nodes.size() == 1 ? ", in part " : ", in parts ");
    for (int i = 0; i < nodes.size(); i++) {
      text.append(i == 0 ? "" : " ").append(nodes.get(i));
    }
    return text.toString();
  }
}
