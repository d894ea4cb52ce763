package dev.tokend.kacs.bytes;

/** Strings that come from or go to UTF-16LE, where every surrogate needs its partner. */
public final class Utf16 {
  private Utf16() {}

  /** Whether there is no unpaired surrogate. */
  public static boolean isWellFormed(CharSequence text) {
    int codePoint;
    for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
      codePoint = Character.codePointAt(text, i);
      if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
        return false;
      }
    }
    return true;
  }
}
