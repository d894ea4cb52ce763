package dev.tokend.kacs.sddl;

import java.util.SplittableRandom;

/** Texts with damage. */
final class RandomText {
  private static final String[] PIECES = {
    "(", ")", "((", "))", "{", "}", "\"", ";", ";;", ",", "!", "&&", "||", "==", "<", "#", "@User.", "@", "%", "%0041",
    "SID(", "S-1-5-18", "BA", "DA", "D:", "S:", "O:", "G:", "P", "AI", "NO_ACCESS_CONTROL", "0x", "0", "08", "-", " ",
    "\t", "\0", "\u00a0", "\u00a1", "\ud800", "\udc00", "Exists", "Member_of", "Contains", "XA", "RA", "TI", "TX",
    "18446744073709551616", "9223372036854775808", "bf967aba-0de6-11d0-a285-00aa003049e2"
  };

  private RandomText() {}

  /** The text with up to four changes: a piece put in, a part cut out or doubled, a character or its case changed. */
  static String mutate(SplittableRandom random, String text) {
    StringBuilder out = new StringBuilder(text);
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      int at = random.nextInt(out.length() + 1);
      int end = Math.min(out.length(), at + random.nextInt(1, 6));
      switch (random.nextInt(5)) {
        case 0 -> out.insert(at, PIECES[random.nextInt(PIECES.length)]);
        case 1 -> out.delete(at, end);
        case 2 -> out.insert(at, out.substring(at, end));
        case 3 -> out.replace(at, Math.min(out.length(), at + 1), String.valueOf((char) random.nextInt(0x80)));
        default -> out.replace(at, end, out.substring(at, end).toUpperCase(java.util.Locale.ROOT));
      }
    }
    return out.toString();
  }

  /** A run of pieces without any order. */
  static String soup(SplittableRandom random) {
    StringBuilder out = new StringBuilder();
    for (int i = random.nextInt(20); i > 0; i--) {
      out.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return out.toString();
  }
}
