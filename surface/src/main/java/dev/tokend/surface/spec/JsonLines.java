package dev.tokend.surface.spec;

import java.util.List;

/**
 * Prints one JSON object in lines: a member each, the items of a list of objects each, a comment behind the comma. What
 * could drive a terminal or turn its direction is escaped in texts and comments alike.
 */
final class JsonLines {
  /** Where a list of words no longer fits in its line. */
  private static final int WIDTH = 100;

  private final StringBuilder out = new StringBuilder(1024).append("{\n");
  private final boolean comments;
  private String indent = "  ";
  private boolean first = true;
  private String comment = "";

  JsonLines(boolean comments) {
    this.comments = comments;
  }

  /** Adds a line that says something; before the first member only. */
  void remark(String text) {
    if (comments) {
      out.append(indent).append("// ").append(escaped(text, false)).append('\n');
    }
  }

  /** Adds a member whose value is written as {@code json}. */
  void member(String name, String json, String beside) {
    next();
    out.append(indent).append(quote(name)).append(": ").append(json);
    comment = beside;
  }

  /** Adds a list of words or numbers: in one line, or a line for each. */
  void words(String name, List<String> json) {
    int length = name.length();
    for (String word : json) {
      length += word.length() + 2;
    }
    if (length <= WIDTH) {
      member(name, "[" + String.join(", ", json) + "]", "");
      return;
    }
    beginList(name);
    for (String word : json) {
      item(word, "");
    }
    endList();
  }

  /** Begins a list with a line for each item. */
  void beginList(String name) {
    next();
    out.append(indent).append(quote(name)).append(": [");
    indent = "    ";
    first = true;
  }

  /** Adds an item that is written as {@code json}. */
  void item(String json, String beside) {
    if (first) {
      out.append('\n');
    }
    next();
    out.append(indent).append(json);
    comment = beside;
  }

  /** Ends the list. */
  void endList() {
    indent = "  ";
    if (!first) {
      endLine("");
      out.append(indent);
    }
    out.append(']');
    first = false;
  }

  /** Ends the object and gives the text, with a newline at the end. */
  String end() {
    endLine("");
    return out.append("}\n").toString();
  }

  private void next() {
    if (!first) {
      endLine(",");
    }
    first = false;
  }

  private void endLine(String comma) {
    out.append(comma);
    if (comments && !comment.isEmpty()) {
      out.append("  // ").append(escaped(comment, false));
    }
    comment = "";
    out.append('\n');
  }

  /** A list of texts in one line. */
  static String list(List<String> texts) {
    StringBuilder list = new StringBuilder("[");
    for (String text : texts) {
      list.append(list.length() == 1 ? "" : ", ").append(quote(text));
    }
    return list.append(']').toString();
  }

  /** A text with its quotes. */
  static String quote(String text) {
    return "\"" + escaped(text, true) + "\"";
  }

  /** The escape of one UTF-16 unit. */
  static String unicode(char c) {
    String hex = Integer.toHexString(c);
    return "\\u" + "0000".substring(hex.length()) + hex;
  }

  private static String escaped(String text, boolean quotes) {
    StringBuilder escaped = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quotes && (c == '"' || c == '\\')) {
        escaped.append('\\').append(c);
      } else if (isUnsafe(c) || isLone(text, i)) {
        escaped.append(unicode(c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  private static boolean isLone(String text, int at) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }

  /** Control characters, line separators, and marks that turn or hide text. */
  private static boolean isUnsafe(char c) {
    return c < ' '
        || (c >= 0x7F && c < 0xA0)
        || c == 0x061C
        || (c >= 0x200B && c <= 0x200F)
        || (c >= 0x2028 && c <= 0x202E)
        || (c >= 0x2060 && c <= 0x206F)
        || c == 0xFEFF;
  }
}
