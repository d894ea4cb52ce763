package dev.tokend.cli.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Text in the making: lines, rows of label and value, tables, sections. Columns are aligned, nothing is padded at the
 * end of a line, and every text is made harmless for a terminal.
 */
final class Page implements Layout {
  /** The column that paragraphs are broken before. */
  private static final int WIDTH = 100;

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
  @Override
  public Page line(String text) {
    out.append(indent).append(Printable.text(text)).append('\n');
    return this;
  }

  /** Text that goes on in further lines at the column where it began, none longer than {@link #WIDTH} where it can. */
  @Override
  public Page paragraph(String text) {
    return item("", text);
  }

  /** A paragraph behind a mark of its own: a number, a dash. */
  @Override
  public Page item(String mark, String text) {
    out.append(indent).append(mark);
    broken(indent.length() + mark.length(), Printable.text(text));
    return this;
  }

  /** The rest of a line that goes on in others at the same column. */
  private void broken(int column, String text) {
    int at = column;
    boolean first = true;
    for (String word : words(text)) {
      if (!first && at + 1 + word.length() > WIDTH) {
        out.append('\n');
        spaces(column);
        at = column;
        first = true;
      }
      out.append(first ? "" : " ").append(word);
      at += word.length() + (first ? 0 : 1);
      first = false;
    }
    out.append('\n');
  }

  /** The words of a text; what stands in parentheses, such as an entry or a condition, stays together. */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ' ' && depth <= 0) {
        words.add(text.substring(from, i));
        from = i + 1;
      }
    }
    words.add(text.substring(from));
    return words;
  }

  /** Sets what follows in by so many more columns, or fewer. */
  @Override
  public Page indent(int columns) {
    indent = " ".repeat(Math.max(0, indent.length() + columns));
    return this;
  }

  /** Starts a section: an empty line unless it is the first, and the title; what follows is set in. */
  @Override
  public Page section(String title) {
    if (!out.isEmpty()) {
      out.append('\n');
    }
    out.append(style.heading(title)).append('\n');
    indent = "  ";
    return this;
  }

  /** Rows of a label and a value, the values in one column. */
  @Override
  public Page rows(Rows rows) {
    int width = 0;
    for (String label : rows.labels) {
      width = Math.max(width, label.length());
    }
    for (int i = 0; i < rows.labels.size(); i++) {
      String label = rows.labels.get(i);
      out.append(indent).append(style.heading(label));
      spaces(width - label.length() + 2);
      if (rows.broken.get(i)) {
        broken(indent.length() + width + 2, rows.values.get(i));
      } else {
        out.append(emphasised(rows.values.get(i))).append('\n');
      }
    }
    return this;
  }

  /**
   * A table with a heading over each column, or {@code empty} as a line where it has no rows. A column without any text
   * is left out.
   */
  @Override
  public Page table(Table table, String empty) {
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
      case Words.ENABLED, Words.ALLOWED, Words.ONLY_SECOND -> style.on(cell);
      case Words.DISABLED, Words.REMOVED, Words.ABSENT -> style.off(cell);
      case Words.DENY_ONLY, Words.DENIED, Words.DIFFERS -> style.limit(cell);
      case Words.ONLY_FIRST -> style.gone(cell);
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
    private final List<Boolean> broken = new ArrayList<>();

    int size() {
      return labels.size();
    }

    String label(int row) {
      return labels.get(row);
    }

    String value(int row) {
      return values.get(row);
    }

    Rows add(String label, String value) {
      return add(label, value, false);
    }

    /** A value that goes on in further lines. */
    Rows paragraph(String label, String value) {
      return add(label, value, true);
    }

    private Rows add(String label, String value, boolean isBroken) {
      labels.add(label);
      values.add(Printable.text(value));
      broken.add(isBroken);
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

    int size() {
      return rows.size();
    }

    String heading(int column) {
      return headings[column];
    }

    String cell(int row, int column) {
      return rows.get(row)[column];
    }

    /** The columns that have any text. */
    List<Integer> columnsWithText() {
      List<Integer> columns = new ArrayList<>();
      for (int c = 0; c < headings.length; c++) {
        boolean any = false;
        for (String[] row : rows) {
          any |= !row[c].isEmpty();
        }
        if (any) {
          columns.add(c);
        }
      }
      return columns;
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
