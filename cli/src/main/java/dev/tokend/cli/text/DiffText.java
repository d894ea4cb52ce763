package dev.tokend.cli.text;

import java.util.List;

/** Two sides with what differs between them, as text. */
public final class DiffText {
  private DiffText() {}

  /**
   * One of the sides.
   *
   * @param word as it was named
   * @param described in words
   */
  public record Side(String word, String described) {}

  /**
   * One difference.
   *
   * @param mark {@code -} only on the first side, {@code +} only on the second, {@code ~} another on each
   * @param what which thing it is
   * @param before what it is on the first side
   * @param after what it is on the second
   */
  public record Row(String mark, String what, String before, String after) {}

  /**
   * The differences of one part of a token.
   *
   * @param title the part
   * @param heading what its rows are
   * @param rows at least one
   */
  public record Part(String title, String heading, List<Row> rows) {}

  /**
   * The text.
   *
   * @param remarks a paragraph each, after the sides
   */
  public static String of(Side first, Side second, List<String> remarks, List<Part> parts, Style style) {
    Page page = new Page(style);
    page.rows(new Page.Rows()
        .add(Words.ONLY_FIRST + " " + first.word(), first.described())
        .add(Words.ONLY_SECOND + " " + second.word(), second.described()));
    for (String remark : remarks) {
      page.line("").paragraph(remark);
    }
    for (Part part : parts) {
      Page.Table table = new Page.Table("", part.heading(), first.word(), second.word());
      for (Row row : part.rows()) {
        table.add(row.mark(), row.what(), row.before(), row.after());
      }
      page.section(part.title()).table(table, "");
    }
    return page.text();
  }
}
