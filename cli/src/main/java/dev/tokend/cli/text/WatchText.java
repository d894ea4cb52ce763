package dev.tokend.cli.text;

import java.util.List;

/** One change of a watched token as text: a line that says what happened, and one for each thing that is different. */
public final class WatchText {
  private WatchText() {}

  /**
   * The text.
   *
   * @param time when
   * @param what what happened, by whom
   * @param remarks a line each, before the differences
   * @param rows the differences
   */
  public static String of(String time, String what, List<String> remarks, List<DiffText.Row> rows, Style style) {
    StringBuilder text = new StringBuilder();
    text.append(Printable.text(time)).append("  ").append(style.heading(Printable.text(what))).append('\n');
    for (String remark : remarks) {
      text.append("    ").append(Printable.text(remark)).append('\n');
    }
    for (DiffText.Row row : rows) {
      text.append("  ").append(mark(row.mark(), style)).append(' ').append(Printable.text(line(row))).append('\n');
    }
    return text.toString();
  }

  private static String line(DiffText.Row row) {
    return switch (row.mark()) {
      case Words.ONLY_FIRST -> row.what() + ": was " + row.before();
      case Words.ONLY_SECOND -> row.what() + ": " + row.after();
      default -> row.what() + ": " + row.before() + " -> " + row.after();
    };
  }

  private static String mark(String mark, Style style) {
    return switch (mark) {
      case Words.ONLY_FIRST -> style.gone(mark);
      case Words.ONLY_SECOND -> style.on(mark);
      default -> style.limit(mark);
    };
  }
}
