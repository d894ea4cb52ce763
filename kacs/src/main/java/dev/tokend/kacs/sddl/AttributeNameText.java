package dev.tokend.kacs.sddl;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.Utf16;

/**
 * The characters of attribute names in conditions (conditions §2.2).
 *
 * <p>Name1 follows a prefix such as {@code @User.}; name2 stands bare. {@code %} and four hex digits stand for one
 * UTF-16 unit. Letters are ASCII; code points from U+00A1 on may stand raw.
 */
final class AttributeNameText {
  private static final String NAME1_ONLY = "#$'*+-;?@[\\]^`{}~";
  private static final int FIRST_RAW = 0xA1;

  private AttributeNameText() {}

  /** A character of both kinds of name, which also ends no keyword and no number. */
  static boolean isPlain(int c) {
    return TextCursor.isLetter(c) || TextCursor.isDigit(c) || c == ':' || c == '.' || c == '/' || c == '_';
  }

  /** An ASCII character of a name after a prefix; every other unit is printed as an escape. */
  static boolean isName1(int c) {
    return isPlain(c) || (c > 0 && c < 0x80 && NAME1_ONLY.indexOf(c) >= 0);
  }

  /** Whether a bare name can begin here. */
  static boolean startsName2(int c) {
    return (isPlain(c) && !TextCursor.isDigit(c)) || c == '%' || c >= FIRST_RAW;
  }

  /** Reads the longest name after a prefix. */
  static String readName1(TextCursor in) throws MalformedException {
    return read(in, true);
  }

  /** Reads the longest bare name; the caller has seen that one begins. */
  static String readName2(TextCursor in) throws MalformedException {
    return read(in, false);
  }

  private static String read(TextCursor in, boolean name1) throws MalformedException {
    int start = in.position();
    StringBuilder name = new StringBuilder();
    while (true) {
      int c = in.peek();
      if (c == '%') {
        name.append(readEscape(in));
      } else if (c >= FIRST_RAW || (name1 ? isName1(c) : isPlain(c) || c == '@')) {
        name.append((char) c);
        in.skip(1);
      } else {
        break;
      }
    }
    if (name.isEmpty()) {
      throw in.expected("an attribute name");
    }
    if (!Utf16.isWellFormed(name)) {
      throw in.failAt(start, "the attribute name has an unpaired surrogate");
    }
    return name.toString();
  }

  private static char readEscape(TextCursor in) throws MalformedException {
    int start = in.position();
    in.skip(1);
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      int digit = TextCursor.hexDigit(in.peek());
      if (digit < 0) {
        throw in.expected("four hex digits after %");
      }
      unit = unit << 4 | digit;
      in.skip(1);
    }
    if (unit == 0) {
      throw in.failAt(start, "%0000 cannot be part of an attribute name");
    }
    return (char) unit;
  }

  /** Appends a name as it stands after a prefix. */
  static void print(StringBuilder out, String name) {
    for (int i = 0; i < name.length(); i++) {
      printUnit(out, name.charAt(i), isName1(name.charAt(i)));
    }
  }

  /** Appends a name as it stands bare. The first unit is escaped where it would begin a number or a keyword. */
  static void printBare(StringBuilder out, String name) {
    int plain = 0;
    while (plain < name.length() && isPlain(name.charAt(plain))) {
      plain++;
    }
    boolean startsPlain =
        plain > 0 && !TextCursor.isDigit(name.charAt(0)) && Keyword.of(name.substring(0, plain)) == null;
    for (int i = 0; i < name.length(); i++) {
      char unit = name.charAt(i);
      printUnit(out, unit, i == 0 ? startsPlain : isPlain(unit) || unit == '@');
    }
  }

  private static void printUnit(StringBuilder out, char unit, boolean raw) {
    if (raw) {
      out.append(unit);
      return;
    }
    out.append('%');
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.append(Character.forDigit(unit >> shift & 0xF, 16));
    }
  }
}
