package dev.tokend.kacs.claim;

/** What text in a claim may be: UTF-16 without lone surrogates and without a NUL, which would end it early. */
final class Utf16 {
  private Utf16() {}

  /** The index of the first unit that may not stand there, or -1. */
  static int firstFault(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      boolean pair = i + 1 < text.length() && Character.isSurrogatePair(unit, text.charAt(i + 1));
      if (unit == 0 || (Character.isSurrogate(unit) && !pair)) {
        return i;
      }
      i += pair ? 1 : 0;
    }
    return -1;
  }
}
