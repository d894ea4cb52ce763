package dev.tokend.surface.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a value stands: in the text, and in the values around it. */
final class Place {
  private static final int SHOWN = 40;

  private final String text;
  private final int offset;
  private final @Nullable Place parent;
  private final @Nullable String name;
  private final int index;

  private Place(String text, int offset, @Nullable Place parent, @Nullable String name, int index) {
    this.text = text;
    this.offset = offset;
    this.parent = parent;
    this.name = name;
    this.index = index;
  }

  /** The outermost value of a text, which begins at this index. */
  static Place root(String text, int offset) {
    return new Place(text, offset, null, null, -1);
  }

  /** A member of the object that stands here. */
  Place member(String memberName, int at) {
    return new Place(text, at, this, memberName, -1);
  }

  /** An item of the list that stands here, counted from 0. */
  Place item(int itemIndex, int at) {
    return new Place(text, at, this, null, itemIndex);
  }

  /** Another index of the text, inside of the same value. */
  Place at(int otherOffset) {
    return new Place(text, otherOffset, parent, name, index);
  }

  /** The line, from 1; a line ends with LF, CR LF or CR. */
  int line() {
    int line = 1;
    for (int i = 0; i < offset; i++) {
      line += endsLine(i) ? 1 : 0;
    }
    return line;
  }

  SpecTextException fail(String reason) {
    return fail(reason, "", List.of());
  }

  /** A word that is none of those that could stand here. */
  SpecTextException unknown(String what, String word, List<String> known) {
    return word.length() > SHOWN
        ? fail("unknown " + what + " " + quoted(word))
        : fail("unknown " + what + " " + quoted(word), word, known);
  }

  /** Text of the input for a message: in quotes, and not more than a part of it. */
  static String quoted(String text) {
    return "\"" + shortened(text) + "\"";
  }

  private SpecTextException fail(String reason, String word, List<String> known) {
    return new SpecTextException(line(), column(), path(), reason, word, known);
  }

  /** The column from 1, in code points. */
  private int column() {
    int start = Math.min(offset, text.length());
    while (start > 0 && !endsLine(start - 1)) {
      start--;
    }
    int from = start == 0 && text.startsWith(JsonScanner.BYTE_ORDER_MARK) ? Math.min(1, offset) : start;
    return text.codePointCount(from, Math.min(offset, text.length())) + 1;
  }

  private boolean endsLine(int at) {
    char c = text.charAt(at);
    return c == '\n' || (c == '\r' && (at + 1 == text.length() || text.charAt(at + 1) != '\n'));
  }

  private String path() {
    StringBuilder path = new StringBuilder();
    append(path);
    return path.toString();
  }

  private void append(StringBuilder path) {
    if (parent != null) {
      parent.append(path);
    }
    if (name != null) {
      path.append(path.isEmpty() ? "" : ".").append(shortened(name));
    } else if (index >= 0) {
      path.append('[').append(index).append(']');
    }
  }

  private static String shortened(String text) {
    if (text.length() <= SHOWN) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
    return text.substring(0, end) + "…";
  }
}
