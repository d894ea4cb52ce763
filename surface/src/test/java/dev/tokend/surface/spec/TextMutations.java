package dev.tokend.surface.spec;

import java.util.SplittableRandom;

/** Small changes to a text that keep most of it sensible. */
final class TextMutations {
  private static final String[] PIECES = {
    "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "//", "/*", "*/", "\n", " ", "-", "0x", "0", "1e9", "1.5", "null",
    "true", "\"\"", "{}", "[]", "99999999999999999999999", "4294967296", "-1", "\u0000", "\ud800", "S-1-5", "BA",
    "D:", "\"groups\"",
  };

  private TextMutations() {}

  static String mutate(SplittableRandom random, String text) {
    StringBuilder mutated = new StringBuilder(text);
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      int at = random.nextInt(mutated.length() + 1);
      int end = Math.min(mutated.length(), at + random.nextInt(1, 8));
      switch (random.nextInt(5)) {
        case 0 -> mutated.delete(at, end);
        case 1 -> mutated.insert(at, mutated.substring(at, end));
        case 2 -> mutated.setLength(random.nextInt(5) == 0 ? at : mutated.length());
        case 3 -> mutated.replace(at, end, PIECES[random.nextInt(PIECES.length)]);
        default -> mutated.insert(at, PIECES[random.nextInt(PIECES.length)]);
      }
    }
    return mutated.toString();
  }
}
