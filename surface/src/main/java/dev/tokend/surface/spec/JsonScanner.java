package dev.tokend.surface.spec;

/**
 * The smallest parts of JSON text: spaces, comments, texts, numbers and words (RFC 8259, with two kinds of comment).
 */
final class JsonScanner {
  static final String BYTE_ORDER_MARK = "\uFEFF";

  /** What {@link #peek} gives at the end of the text. */
  static final int END = -1;

  private final String text;
  private int at;

  JsonScanner(String text) {
    this.text = text;
    this.at = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
  }

  /** The index of the next character. */
  int offset() {
    return at;
  }

  /** The next character, or {@link #END}. */
  int peek() {
    return at < text.length() ? text.charAt(at) : END;
  }

  /** Passes the next character. */
  void skip() {
    at++;
  }

  /** Passes spaces, {@code //} comments up to the end of the line, and comments between slash-star and star-slash. */
  void skipSpace(Place place) throws SpecTextException {
    while (true) {
      int c = peek();
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        at++;
      } else if (text.startsWith("//", at)) {
        while (peek() != END && peek() != '\n' && peek() != '\r') {
          at++;
        }
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        if (end < 0) {
          throw place.at(at).fail("a comment that is not closed");
        }
        at = end + 2;
      } else {
        return;
      }
    }
  }

  /** Passes the quoted text that begins here. */
  String string(Place place) throws SpecTextException {
    int start = at++;
    StringBuilder value = new StringBuilder();
    while (true) {
      int c = peek();
      if (c == END || c == '\n' || c == '\r') {
        throw place.at(start).fail("a text that is not closed on its line");
      }
      if (c < ' ') {
        throw place.at(at).fail("a control character inside of a text; write " + escaped(c));
      }
      at++;
      if (c == '"') {
        return value.toString();
      }
      value.append(c == '\\' ? escape(place) : (char) c);
    }
  }

  private char escape(Place place) throws SpecTextException {
    int start = at - 1;
    int c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> (char) c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unit(place, start);
      default -> throw place.at(start).fail(
          "a backslash stands before one of \" \\ / b f n r t, or u and four hex digits");
    };
  }

  private char unit(Place place, int start) throws SpecTextException {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      int digit = HexText.digit(peek());
      if (digit < 0) {
        throw place.at(start).fail("\\u needs four hex digits");
      }
      unit = unit << 4 | digit;
      at++;
    }
    return (char) unit;
  }

  /** Passes the number that begins here. */
  String number(Place place) throws SpecTextException {
    int start = at;
    if (peek() == '-') {
      at++;
    }
    if (peek() == '0') {
      at++;
      if (isDigit(peek())) {
        throw place.at(start).fail("a number does not begin with 0");
      }
    } else {
      digits(place, start);
    }
    if (peek() == '.') {
      at++;
      digits(place, start);
    }
    if (peek() == 'e' || peek() == 'E') {
      at++;
      if (peek() == '+' || peek() == '-') {
        at++;
      }
      digits(place, start);
    }
    return text.substring(start, at);
  }

  private void digits(Place place, int start) throws SpecTextException {
    if (!isDigit(peek())) {
      throw place.at(start).fail("a number that is not complete");
    }
    while (isDigit(peek())) {
      at++;
    }
  }

  /** Passes the letters that begin here. */
  String letters() {
    int start = at;
    while ((peek() >= 'a' && peek() <= 'z') || (peek() >= 'A' && peek() <= 'Z')) {
      at++;
    }
    return text.substring(start, at);
  }

  /** What stands here, for a message. */
  String found() {
    int c = peek();
    if (c == END) {
      return "the end of the text";
    }
    return c > ' ' && c < 0x7F ? "'" + (char) c + "'" : escaped(text.codePointAt(at));
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static String escaped(int c) {
    return c > 0xFFFF ? new StringBuilder().appendCodePoint(c).toString() : JsonLines.unicode((char) c);
  }
}
