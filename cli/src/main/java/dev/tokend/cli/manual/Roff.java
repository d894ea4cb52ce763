package dev.tokend.cli.manual;

/** Text in the macros of man(7). Whatever it is given is shown as it is: nothing in it is taken for roff. */
final class Roff {
  private final StringBuilder page = new StringBuilder();
  private boolean begun;

  /**
   * Begins a page.
   *
   * @param date of its last change, YYYY-MM-DD
   */
  Roff(String name, int section, String date, String source) {
    page.append(".TH ").append(quoted(name)).append(' ').append(section).append(" \"").append(date)
        .append("\" ").append(quoted(source)).append(" \"Access tokens\"\n");
  }

  Roff section(String title) {
    page.append(".SH ").append(quoted(title)).append('\n');
    begun = false;
    return this;
  }

  Roff subsection(String title) {
    page.append(".SS ").append(quoted(title)).append('\n');
    return this;
  }

  /** A line of running text. */
  Roff text(String text) {
    line(text);
    return this;
  }

  /** A new paragraph. */
  Roff paragraph(String text) {
    gap();
    line(text);
    return this;
  }

  /** A term in bold, and what it means. */
  Roff item(String term, String meaning) {
    page.append(".TP\n.B ").append(quoted(term)).append('\n');
    line(meaning);
    return this;
  }

  /** Lines that stay as they are. */
  Roff verbatim(String lines) {
    gap();
    page.append(".nf\n");
    for (String line : lines.split("\n", -1)) {
      line(line.isEmpty() ? " " : line);
    }
    page.append(".fi\n");
    begun = true;
    return this;
  }

  /** Paragraphs with empty lines between; one in which columns are aligned stays as it is. */
  Roff paragraphs(String text) {
    for (String paragraph : text.strip().split("\n\n", -1)) {
      if (paragraph.contains("  ")) {
        verbatim(paragraph);
      } else {
        paragraph(paragraph.replace('\n', ' '));
      }
    }
    return this;
  }

  /** A reference to another page. */
  Roff reference(String name, int section, boolean last) {
    page.append(".BR ").append(escaped(name)).append(" (").append(section).append(last ? ")" : "),").append('\n');
    return this;
  }

  String end() {
    return page.toString();
  }

  /** Between paragraphs; nothing at the beginning of a section. */
  private void gap() {
    if (begun) {
      page.append(".PP\n");
    }
  }

  private void line(String text) {
    begun = true;
    String escaped = escaped(text);
    if (escaped.startsWith(".") || escaped.startsWith("\\(aq")) {
      page.append("\\&");
    }
    page.append(escaped).append('\n');
  }

  private static String quoted(String text) {
    return '"' + escaped(text).replace("\"", "\\(dq") + '"';
  }

  /** Characters that roff gives a meaning, or prints as others. */
  private static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> out.append("\\e");
        case '-' -> out.append("\\-");
        case '\'' -> out.append("\\(aq");
        case '`' -> out.append("\\(ga");
        case '^' -> out.append("\\(ha");
        case '~' -> out.append("\\(ti");
        case '§' -> out.append("\\(sc");
        default -> out.append(c);
      }
    }
    return out.toString();
  }
}
