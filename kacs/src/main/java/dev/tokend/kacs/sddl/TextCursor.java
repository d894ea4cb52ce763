package dev.tokend.kacs.sddl;

import dev.tokend.kacs.MalformedException;

/** A place in a text that is being parsed. Every failure names the index of a character in the whole text. */
final class TextCursor {
  private static final String STRUCTURE = "SDDL";

  /** What {@link #peek()} gives after the last character. */
  static final int END = -1;

  private final String text;
  private int at;

  TextCursor(String text) {
    this.text = text;
  }

  int position() {
    return at;
  }

  /** The next character, or {@link #END}. */
  int peek() {
    return peek(0);
  }

  /** The character so many places after the next, or {@link #END}. */
  int peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : END;
  }

  /** Passes over characters that the caller has looked at. */
  void skip(int count) {
    at += count;
  }

  /** The characters between two positions. */
  String between(int from, int to) {
    return text.substring(from, to);
  }

  void skipWhiteSpace() {
    while (at < text.length() && isWhiteSpace(text.charAt(at))) {
      at++;
    }
  }

  /** Whether the text continues with {@code word}, ASCII case ignored; {@code word} is in upper or lower case. */
  boolean lookingAt(String word) {
    if (text.length() - at < word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (upper(text.charAt(at + i)) != upper(word.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Passes over {@code word} if it comes next, ASCII case ignored. */
  boolean take(String word) {
    if (!lookingAt(word)) {
      return false;
    }
    at += word.length();
    return true;
  }

  boolean take(char c) {
    if (peek() != c) {
      return false;
    }
    at++;
    return true;
  }

  void expect(char c, String what) throws MalformedException {
    if (!take(c)) {
      throw expected(what);
    }
  }

  /** The next two characters in upper case if both are ASCII letters, else an empty string. */
  String peekTwoLetters() {
    int first = peek();
    int second = peek(1);
    if (!isLetter(first) || !isLetter(second)) {
      return "";
    }
    return new String(new char[] {upper((char) first), upper((char) second)});
  }

  /** A failure here: something else was expected. */
  MalformedException expected(String what) {
    return failAt(at, "expected " + what + ", found " + describe(peek()));
  }

  MalformedException failAt(int index, String reason) {
    return new MalformedException(STRUCTURE, index, reason);
  }

  /** A failure of a parser of a part of the text, which began at {@code start}. */
  MalformedException within(int start, MalformedException failure) {
    return failAt(start + failure.offset(), failure.reason());
  }

  static boolean isWhiteSpace(int c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** The value of an ASCII hex digit, or -1. */
  static int hexDigit(int c) {
    if (isDigit(c)) {
      return c - '0';
    }
    int letter = c | 0x20;
    return letter >= 'a' && letter <= 'f' && c < 0x80 ? letter - 'a' + 10 : -1;
  }

  private static char upper(char c) {
    return c >= 'a' && c <= 'z' ? (char) (c - 0x20) : c;
  }

  private static String describe(int c) {
    if (c == END) {
      return "the end";
    }
    if (c > ' ' && c < 0x7F) {
      return "'" + (char) c + "'";
    }
    String hex = Integer.toHexString(c);
    return "U+" + "0".repeat(4 - hex.length()) + hex;
  }
}
