package dev.tokend.cli.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Text in the making: lines, rows of label and value, tables, sections. Columns are aligned, nothing is padded at the
 * end of a line, and every text is made harmless for a terminal.
 */
final class Page {
  private final StringBuilder out = new StringBuilder();
  private final Style style;
  private String indent = "";

  Page(Style style) {
    this.style = style;
  }

  /** The finished text. */
  String text() {
    return out.toString();
  }

  /** A line of its own. */
  Page line(String text) {
    out.append(indent).append(Printable.text(text)).append('\n');
    return this;
  }

  /** Starts a section: an empty line unless it is the first, and the title; what follows is set in. */
  Page section(String title) {
    if (!out.isEmpty()) {
      out.append('\n');
    }
    out.append(style.heading(title)).append('\n');
    indent = "  ";
    return this;
  }

  /** Rows of a label and a value, the values in one column. */
  Page rows(Rows rows) {
    int width = 0;
    for (String label : rows.labels) {
      width = Math.max(width, label.length());
    }
    for (int i = 0; i < rows.labels.size(); i++) {
      String label = rows.labels.get(i);
      out.append(indent).append(style.heading(label));
      spaces(width - label.length() + 2);
      out.append(rows.values.get(i)).append('\n');
    }
    return this;
  }

  /**
   * A table with a heading over each column, or {@code empty} as a line where it has no rows. A column without any text
   * is left out.
   */
  Page table(Table table, String empty) {
    if (table.rows.isEmpty()) {
      return line(empty);
    }
    int columns = table.headings.length;
    int[] width = new int[columns];
    for (int c = 0; c < columns; c++) {
      for (String[] row : table.rows) {
        width[c] = Math.max(width[c], row[c].length());
      }
      width[c] = width[c] == 0 ? 0 : Math.max(width[c], table.headings[c].length());
    }
    row(table.headings, width, true);
    for (String[] row : table.rows) {
      row(row, width, false);
    }
    return this;
  }

  private void row(String[] cells, int[] width, boolean heading) {
    out.append(indent);
    int gap = 0;
    for (int c = 0; c < cells.length; c++) {
      if (width[c] == 0) {
        continue;
      }
      if (!cells[c].isEmpty()) {
        spaces(gap);
        out.append(heading ? style.heading(cells[c]) : emphasised(cells[c]));
        gap = 0;
      }
      gap += width[c] - cells[c].length() + 2;
    }
    out.append('\n');
  }

  private String emphasised(String cell) {
    return switch (cell) {
      case Words.ENABLED -> style.on(cell);
      case Words.DISABLED, Words.REMOVED -> style.off(cell);
      case Words.DENY_ONLY -> style.limit(cell);
      default -> cell;
    };
  }

  private void spaces(int count) {
    for (int i = 0; i < count; i++) {
      out.append(' ');
    }
  }

  /** Labels with their values, in order. */
  static final class Rows {
    private final List<String> labels = new ArrayList<>();
    private final List<String> values = new ArrayList<>();

    Rows add(String label, String value) {
      labels.add(label);
      values.add(Printable.text(value));
      return this;
    }
  }

  /** Rows of as many cells as there are headings. */
  static final class Table {
    private final String[] headings;
    private final List<String[]> rows = new ArrayList<>();

    Table(String... headings) {
      this.headings = headings;
    }

    void add(String... cells) {
      String[] row = new String[cells.length];
      for (int i = 0; i < cells.length; i++) {
        row[i] = Printable.text(cells[i]);
      }
      rows.add(row);
    }
  }
}
