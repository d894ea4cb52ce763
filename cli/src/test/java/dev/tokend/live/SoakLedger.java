package dev.tokend.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one client of a {@link Soak} was promised. A request that was asked and not answered may have been done or not, as a
 * whole; what was answered is as the answer said, whatever became of the client.
 */
final class SoakLedger {

  private enum State {
    THERE,
    GONE,
    /** Asked for, or asked to go, and not answered. */
    EITHER,
    /** There as long as something of the client's is. */
    WITH_THE_CLIENT
  }

  private final Map<String, State> states = new TreeMap<>();
  private final Map<String, String> follows = new HashMap<>();
  private final List<String> defects = new ArrayList<>();
  private long steps;
  private boolean lost;

  /** Takes a line of the client. */
  synchronized void take(String line) {
    String[] words = line.split(" ", -1);
    switch (words[0]) {
      case "want", "drop" -> states.put(words[1], State.EITHER);
      case "have" -> states.put(words[1], State.THERE);
      case "gone", "none" -> states.put(words[1], State.GONE);
      case "tied" -> states.put(words[1], State.WITH_THE_CLIENT);
      case "follow" -> follows.put(words[1], words[2]);
      case "did" -> steps += Long.parseLong(words[1]);
      case "lost" -> lost = true;
      default -> defects.add(line);
    }
  }

  /** How many steps it has said that it did. */
  synchronized long steps() {
    return steps;
  }

  /** What it complained of. */
  synchronized List<String> defects() {
    return List.copyOf(defects);
  }

  /** Whether its connection was cut. */
  synchronized boolean isLost() {
    return lost;
  }

  /** How many promises it got. */
  synchronized int size() {
    return states.size();
  }

  /**
   * Where the books of the authority are not as promised, once the client is dead.
   *
   * @param there what the authority has of this client
   */
  synchronized List<String> differences(Set<String> there) {
    List<String> differences = new ArrayList<>();
    for (Map.Entry<String, State> entry : states.entrySet()) {
      String key = entry.getKey();
      String leader = follows.get(key);
      boolean is = there.contains(key);
      if (leader != null) {
        if (is != there.contains(leader)) {
          differences.add(key + (is ? " is there without " : " is not there with ") + leader);
        }
        continue;
      }
      switch (entry.getValue()) {
        case THERE -> {
          if (!is) {
            differences.add(key + " was acknowledged and is lost");
          }
        }
        case GONE, WITH_THE_CLIENT -> {
          if (is) {
            differences.add(key + " should be gone: " + entry.getValue());
          }
        }
        case EITHER -> {
          continue;
        }
      }
    }
    for (String key : there) {
      if (!states.containsKey(key)) {
        differences.add(key + " was never asked for");
      }
    }
    return differences;
  }

  /** How many requests were open at the end, and of how many of those the thing is there. */
  synchronized int[] open(Set<String> there) {
    int all = 0;
    int present = 0;
    for (Map.Entry<String, State> entry : states.entrySet()) {
      if (entry.getValue() == State.EITHER) {
        all++;
        present += there.contains(entry.getKey()) ? 1 : 0;
      }
    }
    return new int[] {all, present};
  }
}
