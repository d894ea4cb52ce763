package dev.tokend.authority.log;

import java.util.HashMap;
import java.util.Map;

/** How many lines each uid may still write in the current minute. */
final class LineBudget {

  static final int LINES_A_MINUTE = 120;

  private final Map<Integer, Integer> spent = new HashMap<>();
  private long minute;

  /**
   * Spends one line.
   *
   * @param uid on whose account
   * @param seconds the time, Unix seconds
   * @return how many are left after this one; negative where none was left for it
   */
  int spend(int uid, long seconds) {
    long current = seconds / 60;
    if (current != minute) {
      minute = current;
      spent.clear();
    }
    int count = spent.merge(uid, 1, Integer::sum);
    return LINES_A_MINUTE - count;
  }
}
