package dev.tokend.kacs.condition;

/** The strings of an expression are UTF-16 and must be well-formed (conditions §3). */
final class Utf16 {
  private Utf16() {}

  static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (!Character.isSurrogate(unit)) {
        continue;
      }
      boolean paired =
          Character.isHighSurrogate(unit) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
      if (!paired) {
        return false;
      }
      i++;
    }
    return true;
  }

  static void requireWellFormed(String text) {
    if (!isWellFormed(text)) {
      throw new IllegalArgumentException("unpaired surrogate in a string of a conditional expression");
    }
  }
}
