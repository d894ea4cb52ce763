package dev.tokend.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Suggests the known names that a mistyped one may have meant. */
public final class NearNames {
  private NearNames() {}

  /** As {@link #of(String, List, int)}, at most three. */
  public static List<String> of(String word, List<String> names) {
    return of(word, names, 3);
  }

  /**
   * At most {@code most} of {@code names}, best first: those that differ from {@code word} in few letters, by restricted
   * edit distance, those that begin with it; where there is none, those that have it within or are within it. Case does
   * not matter. Equally good ones keep the order of {@code names}.
   */
  public static List<String> of(String word, List<String> names, int most) {
    String typed = word.toLowerCase(Locale.ROOT);
    int allowed = Math.max(1, typed.length() / 3);
    List<String> best = new ArrayList<>();
    for (int distance = 0; distance <= allowed; distance++) {
      for (String name : names) {
        if (best.size() < most && !best.contains(name) && distance(typed, name.toLowerCase(Locale.ROOT)) == distance) {
          best.add(name);
        }
      }
    }
    for (Likeness likeness : Likeness.values()) {
      if (likeness != Likeness.BEGINS && !best.isEmpty()) {
        break;
      }
      for (String name : names) {
        if (best.size() < most && !best.contains(name) && likeness.is(typed, name.toLowerCase(Locale.ROOT))) {
          best.add(name);
        }
      }
    }
    return best;
  }

  private enum Likeness {
    BEGINS,
    WITHIN,
    AROUND;

    private static final int LETTERS_TO_BEGIN = 2;
    private static final int LETTERS_WITHIN = 4;

    boolean is(String typed, String name) {
      return switch (this) {
        case BEGINS -> typed.length() >= LETTERS_TO_BEGIN && name.startsWith(typed);
        case WITHIN -> typed.length() >= LETTERS_WITHIN && name.contains(typed);
        case AROUND -> name.length() >= LETTERS_WITHIN && typed.contains(name);
      };
    }
  }

  /** Insertions, deletions, substitutions and swaps of neighbours that turn one text into the other. */
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      d[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      d[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int substitution = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + substitution);
        if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
          least = Math.min(least, d[i - 2][j - 2] + 1);
        }
        d[i][j] = least;
      }
    }
    return d[a.length()][b.length()];
  }
}
