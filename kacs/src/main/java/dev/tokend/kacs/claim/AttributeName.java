package dev.tokend.kacs.claim;

/**
 * How attribute names compare: each code point in Unicode lower case by itself, then exactly (KACS v0.22 §3.9,
 * security-descriptors §5).
 */
public final class AttributeName {
  private static final int CAPITAL_I_WITH_DOT = 0x130;

  private AttributeName() {}

  /** The name in the form in which equal names are equal strings. */
  public static String fold(String name) {
    int i = 0;
    while (i < name.length() && isFolded(name.charAt(i))) {
      i++;
    }
    if (i == name.length()) {
      return name;
    }
    StringBuilder folded = new StringBuilder(name.length() + 1).append(name, 0, i);
    while (i < name.length()) {
      int codePoint = name.codePointAt(i);
      if (codePoint == CAPITAL_I_WITH_DOT) {
        // The one code point whose lower case is two; the final-sigma rule of String.toLowerCase must not apply.
        folded.append("i\u0307");
      } else {
        folded.appendCodePoint(Character.toLowerCase(codePoint));
      }
      i += Character.charCount(codePoint);
    }
    return folded.toString();
  }

  /** Whether two names are the same. */
  public static boolean same(String a, String b) {
    return a.equals(b) || fold(a).equals(fold(b));
  }

  private static boolean isFolded(char unit) {
    return unit < 0x80 && (unit < 'A' || unit > 'Z');
  }
}
