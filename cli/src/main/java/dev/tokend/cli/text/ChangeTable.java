package dev.tokend.cli.text;

import java.util.List;

/** What something was before a change, and what it is after. */
public final class ChangeTable {
  private ChangeTable() {}

  /**
   * One thing that was to change.
   *
   * @param what its name
   * @param before its state before
   * @param after its state after, perhaps the same
   */
  public record Row(String what, String before, String after) {}

  /**
   * A row for each.
   *
   * @param heading what the rows are: {@code privilege}
   * @param nothing what is said in place of a table without rows
   */
  public static String of(String heading, List<Row> rows, String nothing, Style style) {
    Page.Table table = new Page.Table(heading, "before", "after");
    for (Row row : rows) {
      table.add(row.what(), row.before(), row.after());
    }
    return new Page(style).table(table, nothing).text();
  }
}
