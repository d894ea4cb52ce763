package dev.tokend.cli.text;

/** What text is laid out in: a terminal or a page for a browser. The same text goes into both. */
interface Layout {
  /** A line of its own. */
  Layout line(String text);

  /** Text that may go on in further lines. */
  Layout paragraph(String text);

  /** A paragraph behind a mark of its own: a number, a dash. */
  Layout item(String mark, String text);

  /** Sets what follows in by so many more columns, or fewer. */
  Layout indent(int columns);

  /** Starts a section. */
  Layout section(String title);

  /** Rows of a label and a value. */
  Layout rows(Page.Rows rows);

  /** A table with a heading over each column, or {@code empty} as a line where it has no rows. */
  Layout table(Page.Table table, String empty);
}
