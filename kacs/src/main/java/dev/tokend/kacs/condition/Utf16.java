package dev.tokend.kacs.condition;

/** The strings of an expression are UTF-16 and must be well-formed (conditions §3). */
final class Utf16 {
  private Utf16() {}

  static boolean isWellFormed(String text) {
    int codePoint;
    for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
      codePoint = text.codePointAt(i);
      if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
        return false;
      }
    }
    return true;
  }

  static void requireWellFormed(String text) {
    if (!isWellFormed(text)) {
      throw new IllegalArgumentException("unpaired surrogate in a string of a conditional expression");
    }
  }
}
