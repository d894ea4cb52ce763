package dev.tokend.cli.batch;

/**
 * One JSON text (RFC 8259, strictly), read value by value. A stream of checks is mostly JSON, so that what reads it
 * decides how many checks there are in a second: this reader makes no object but what it gives out.
 *
 * <p>Before each member {@link #hasNext} may be asked, and {@link #name} must be. A value is looked at with {@link
 * #peek} and then taken, or skipped.
 */
final class JsonText {
  /** How deep values may lie in each other. */
  static final int MAX_DEPTH = 128;

  /** What {@link #peek} gives at the end of a text. */
  static final char END = '\0';

  private static final int HEX = 16;

  /** Where the reader stands: before a value, before a member or element whose comma is read, or behind a value. */
  private enum Place {
    VALUE,
    MEMBER,
    BEHIND
  }

  private final String text;
  private final int end;
  private final boolean[] isObject = new boolean[MAX_DEPTH + 1];
  private final int[] count = new int[MAX_DEPTH + 1];
  private final String[] names = new String[MAX_DEPTH + 1];
  private int at;
  private int depth;
  private Place place = Place.VALUE;

  JsonText(String text) {
    this.text = text;
    this.end = text.length();
  }

  void beginObject() throws BadLineException {
    begin('{', "an object", true);
  }

  void beginArray() throws BadLineException {
    begin('[', "a list", false);
  }

  private void begin(char bracket, String what, boolean object) throws BadLineException {
    if (peek() != bracket) {
      throw expected(what);
    }
    if (depth == MAX_DEPTH) {
      throw new BadLineException("values lie more than " + MAX_DEPTH + " deep in each other");
    }
    at++;
    depth++;
    isObject[depth] = object;
    count[depth] = 0;
    names[depth] = "";
    place = Place.BEHIND;
  }

  void endObject() throws BadLineException {
    endOf('}');
  }

  void endArray() throws BadLineException {
    endOf(']');
  }

  private void endOf(char bracket) throws BadLineException {
    if (hasNext()) {
      throw expected("nothing more, \"" + bracket + '"');
    }
    at++;
    depth--;
    place = Place.BEHIND;
  }

  /** Whether the object or list has another member; the comma before it is passed. */
  boolean hasNext() throws BadLineException {
    if (place != Place.BEHIND) {
      return true;
    }
    char closing = isObject[depth] ? '}' : ']';
    char c = next();
    if (c == closing) {
      return false;
    }
    if (count[depth] > 0) {
      if (c != ',') {
        throw syntax("expected \",\" or \"" + closing + '"');
      }
      at++;
      if (next() == closing) {
        throw syntax("expected a " + (isObject[depth] ? "name" : "value"));
      }
    }
    place = Place.MEMBER;
    return true;
  }

  /** The name of the next member. */
  String name() throws BadLineException {
    if (!hasNext() || next() != '"') {
      throw syntax("expected a name");
    }
    int from = at + 1;
    int to = plainEnd(from);
    String name;
    if (to < 0) {
      name = literal();
    } else {
      name = MemberNames.of(text, from, to);
      at = to + 1;
    }
    if (next() != ':') {
      throw syntax("expected \":\"");
    }
    at++;
    count[depth]++;
    names[depth] = name;
    place = Place.VALUE;
    return name;
  }

  /**
   * How the next value begins: a bracket, a quotation mark, {@code t}, {@code f} or {@code n} of a word, {@code 0} for
   * any number, {@link #END}, or what begins no value. In a list without another value it is the closing bracket.
   */
  char peek() throws BadLineException {
    if (place == Place.BEHIND && !hasNext()) {
      return next();
    }
    if (place == Place.MEMBER && !isObject[depth]) {
      count[depth]++;
      place = Place.VALUE;
    }
    char c = next();
    return c == '-' || (c >= '0' && c <= '9') ? '0' : c;
  }

  /** Takes a string, which is next. */
  String string() throws BadLineException {
    int from = at + 1;
    int to = plainEnd(from);
    if (to < 0) {
      String value = literal();
      place = Place.BEHIND;
      return value;
    }
    at = to + 1;
    place = Place.BEHIND;
    return text.substring(from, to);
  }

  /** Takes a number as it is written; a number is next. */
  String number() throws BadLineException {
    int from = at;
    passNumber();
    place = Place.BEHIND;
    return text.substring(from, at);
  }

  /** Takes {@code true}, {@code false} or {@code null}, whose first letter is next. */
  void word(String word) throws BadLineException {
    if (!text.startsWith(word, at)) {
      throw syntax("expected a value");
    }
    at += word.length();
    place = Place.BEHIND;
  }

  /** Passes over the next value, which must be one all the same. */
  void skip() throws BadLineException {
    switch (peek()) {
      case '{' -> {
        beginObject();
        while (hasNext()) {
          name();
          skip();
        }
        endObject();
      }
      case '[' -> {
        beginArray();
        while (hasNext()) {
          skip();
        }
        endArray();
      }
      case '"' -> {
        int to = plainEnd(at + 1);
        if (to < 0) {
          literal();
        } else {
          at = to + 1;
        }
        place = Place.BEHIND;
      }
      case '0' -> {
        passNumber();
        place = Place.BEHIND;
      }
      case 't' -> word("true");
      case 'f' -> word("false");
      case 'n' -> word("null");
      default -> throw syntax("expected a value");
    }
  }

  /** Nothing but white space may follow. */
  void end() throws BadLineException {
    if (next() != END || at < end) {
      throw syntax("something follows the end of the value");
    }
  }

  /** Where the value is that was looked at last: {@code $.token.groups[2].sid}. */
  String path() {
    StringBuilder path = new StringBuilder("$");
    for (int level = 1; level <= depth; level++) {
      if (!isObject[level]) {
        path.append('[').append(Math.max(0, count[level] - 1)).append(']');
      } else if (count[level] > 0) {
        path.append('.').append(names[level]);
      }
    }
    return path.toString();
  }

  private BadLineException expected(String what) throws BadLineException {
    char c = peek();
    boolean value = c == '{' || c == '[' || c == '"' || c == '0' || c == 't' || c == 'f' || c == 'n';
    return value ? new BadLineException(path() + ": expected " + what) : syntax("expected " + what);
  }

  private BadLineException syntax(String what) {
    if (at >= end) {
      return new BadLineException("not JSON: it ends too early");
    }
    return new BadLineException("not JSON: " + what + " at character " + at + ", counted from 0");
  }

  private char next() {
    while (at < end) {
      char c = text.charAt(at);
      if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
        return c;
      }
      at++;
    }
    return END;
  }

  /** Where a string without escapes ends, from behind its quotation mark; -1 for one that has some. */
  private int plainEnd(int from) throws BadLineException {
    for (int i = from; i < end; i++) {
      char c = text.charAt(i);
      if (c == '"') {
        return i;
      }
      if (c == '\\') {
        return -1;
      }
      if (c < ' ') {
        at = i;
        throw syntax("a control character in a string");
      }
    }
    at = end;
    throw syntax("");
  }

  private String literal() throws BadLineException {
    StringBuilder value = new StringBuilder();
    at++;
    while (at < end) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return value.toString();
      }
      if (c < ' ') {
        throw syntax("a control character in a string");
      }
      at++;
      value.append(c == '\\' ? escaped() : c);
    }
    throw syntax("");
  }

  private char escaped() throws BadLineException {
    char c = at < end ? text.charAt(at) : END;
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unit();
      default -> {
        at--;
        throw syntax("an unknown escape in a string");
      }
    };
  }

  private char unit() throws BadLineException {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      char c = at < end ? text.charAt(at) : END;
      int digit = c < 0x80 ? Character.digit(c, HEX) : -1;
      if (digit < 0) {
        throw syntax("expected four hex digits");
      }
      unit = unit << 4 | digit;
      at++;
    }
    return (char) unit;
  }

  private void passNumber() throws BadLineException {
    if (text.charAt(at) == '-') {
      at++;
    }
    if (at < end && text.charAt(at) == '0') {
      at++;
    } else {
      passDigits();
    }
    if (at < end && text.charAt(at) == '.') {
      at++;
      passDigits();
    }
    if (at < end && (text.charAt(at) | 0x20) == 'e') {
      at++;
      if (at < end && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
        at++;
      }
      passDigits();
    }
    if (at < end && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      throw syntax("a number does not begin with 0");
    }
  }

  private void passDigits() throws BadLineException {
    int from = at;
    while (at < end && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == from) {
      throw syntax("expected a digit");
    }
  }
}
