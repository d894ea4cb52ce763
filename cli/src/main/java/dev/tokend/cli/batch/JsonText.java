package dev.tokend.cli.batch;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * One JSON text (RFC 8259, strictly) in UTF-8, read value by value. A stream of checks is mostly JSON, so that what reads it
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

  private final byte[] bytes;
  private final int start;
  private final int end;
  private final boolean[] isObject = new boolean[MAX_DEPTH + 1];
  private final int[] count = new int[MAX_DEPTH + 1];
  private final String[] names = new String[MAX_DEPTH + 1];
  private int at;
  private int depth;
  private boolean plain;
  private Place place = Place.VALUE;

  /** The text from one index of an array to another. */
  JsonText(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    this.at = start;
  }

  /** Whether there is nothing but white space. */
  boolean isEmpty() {
    return next() == END && at == end;
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
      name = plain ? MemberNames.of(bytes, from, to) : decoded(from, to);
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
    String value = decoded(from, to);
    at = to + 1;
    place = Place.BEHIND;
    return value;
  }

  /** Takes a number as it is written; a number is next. */
  String number() throws BadLineException {
    int from = at;
    passNumber();
    place = Place.BEHIND;
    return ascii(from, at);
  }

  /** Takes {@code true}, {@code false} or {@code null}, whose first letter is next. */
  void word(String word) throws BadLineException {
    for (int i = 0; i < word.length(); i++) {
      if (byteAt(at + i) != word.charAt(i)) {
        throw syntax("expected a value");
      }
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
          requireUtf8(at + 1, to);
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
    return new BadLineException("not JSON: " + what + " at byte " + (at - start) + ", counted from 0");
  }

  /** The byte at an index as an unsigned number; 0, which is no part of JSON, behind the end. */
  private int byteAt(int index) {
    return index < end ? bytes[index] & 0xFF : END;
  }

  private char next() {
    while (at < end) {
      byte c = bytes[at];
      if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
        return (char) (c & 0xFF);
      }
      at++;
    }
    return END;
  }

  /**
   * Where a string without escapes ends, from behind its quotation mark; -1 for one that has some. Then {@link #plain}
   * tells whether all of it is ASCII.
   */
  private int plainEnd(int from) throws BadLineException {
    plain = true;
    int i = from;
    while (true) {
      i = SpecialBytes.next(bytes, i, end);
      int c = byteAt(i);
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
      plain = false;
      i++;
    }
  }

  private String ascii(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private String decoded(int from, int to) throws BadLineException {
    if (plain) {
      return ascii(from, to);
    }
    requireUtf8(from, to);
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  private void requireUtf8(int from, int to) throws BadLineException {
    if (plain) {
      return;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
    } catch (CharacterCodingException e) {
      throw new BadLineException("not UTF-8");
    }
  }

  /** A string with escapes, whose quotation mark is next. */
  private String literal() throws BadLineException {
    StringBuilder value = new StringBuilder();
    int from = ++at;
    while (at < end) {
      at = SpecialBytes.next(bytes, at, end);
      int c = byteAt(at);
      if (c == '"' || c == '\\') {
        value.append(decodedPart(from, at));
        at++;
        if (c == '"') {
          return value.toString();
        }
        value.append(escaped());
        from = at;
      } else if (c < ' ') {
        throw syntax("a control character in a string");
      } else {
        at++;
      }
    }
    throw syntax("");
  }

  private String decodedPart(int from, int to) throws BadLineException {
    plain = false;
    return decoded(from, to);
  }

  private char escaped() throws BadLineException {
    int c = byteAt(at);
    at++;
    return switch (c) {
      case '"', '\\', '/' -> (char) c;
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
      int c = byteAt(at);
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
    if (byteAt(at) == '-') {
      at++;
    }
    if (byteAt(at) == '0') {
      at++;
      if (isDigit(at)) {
        throw syntax("a number does not begin with 0");
      }
    } else {
      passDigits();
    }
    if (byteAt(at) == '.') {
      at++;
      passDigits();
    }
    if ((byteAt(at) | 0x20) == 'e') {
      at++;
      if (byteAt(at) == '+' || byteAt(at) == '-') {
        at++;
      }
      passDigits();
    }
  }

  private void passDigits() throws BadLineException {
    if (!isDigit(at)) {
      throw syntax("expected a digit");
    }
    while (isDigit(at)) {
      at++;
    }
  }

  private boolean isDigit(int index) {
    int c = byteAt(index);
    return c >= '0' && c <= '9';
  }
}
