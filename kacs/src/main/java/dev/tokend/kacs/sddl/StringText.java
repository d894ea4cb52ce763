package dev.tokend.kacs.sddl;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.Utf16;

/** Strings in double quotes, without escapes: any character but the quote and NUL (conditions §2.1). */
final class StringText {
  private StringText() {}

  /** Reads a string with its quotes. */
  static String read(TextCursor in) throws MalformedException {
    int start = in.position();
    in.expect('"', "a string in double quotes");
    while (in.peek() != '"') {
      if (in.peek() == TextCursor.END) {
        throw in.failAt(start, "the string has no closing quote");
      }
      if (in.peek() == 0) {
        throw in.failAt(in.position(), "NUL in a string");
      }
      in.skip(1);
    }
    String value = in.between(start + 1, in.position());
    if (!Utf16.isWellFormed(value)) {
      throw in.failAt(start, "the string has an unpaired surrogate");
    }
    in.skip(1);
    return value;
  }

  /**
   * Appends a string with its quotes.
   *
   * @throws InexpressibleException if it has a quote or NUL
   */
  static void print(StringBuilder out, String part, String value) throws InexpressibleException {
    if (value.indexOf('"') >= 0 || value.indexOf(0) >= 0) {
      throw new InexpressibleException(part, "a string with a double quote or NUL");
    }
    out.append('"').append(value).append('"');
  }
}
