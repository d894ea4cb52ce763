import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One catalogue file: UTF-8, tab separated, one header row, {@code -} for none. Anything irregular stops the build. */
record Tsv(Path file, List<Row> rows) {
  /** One row, its fields by column name. */
  record Row(Path file, int line, Map<String, String> fields) {
    /** The field as it stands. */
    String get(String column) {
      String value = fields.get(column);
      if (value == null) {
        throw fail("has no column " + column);
      }
      return value;
    }

    /** The field, or null where the table says none. */
    String optional(String column) {
      String value = get(column);
      return value.equals("-") ? null : value;
    }

    /** The parts of a comma separated field; none for {@code -}. */
    List<String> list(String column) {
      String value = optional(column);
      return value == null ? List.of() : List.of(value.split(","));
    }

    /** The field as a 32-bit number; columns named {@code _hex} hold {@code 0x...}. */
    int number(String column) {
      String value = get(column);
      try {
        return value.startsWith("0x") ? Integer.parseUnsignedInt(value.substring(2), 16) : Integer.parseInt(value);
      } catch (NumberFormatException e) {
        throw fail(column + " is not a number: " + value);
      }
    }

    IllegalStateException fail(String reason) {
      return new IllegalStateException(file.getFileName() + ":" + line + ": " + reason);
    }
  }

  /** This table with the rows of another among its own, by the number in {@code column}. */
  Tsv merge(Tsv other, String column) {
    List<Row> merged = new ArrayList<>(rows);
    merged.addAll(other.rows());
    merged.sort(Comparator.comparingInt(row -> row.number(column)));
    return new Tsv(file, merged);
  }

  static Tsv read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    String[] header = lines.get(0).split("\t", -1);
    List<Row> rows = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      String[] values = lines.get(i).split("\t", -1);
      if (values.length != header.length) {
        throw new IllegalStateException(file + ":" + (i + 1) + ": " + values.length + " fields, not " + header.length);
      }
      Map<String, String> fields = new LinkedHashMap<>();
      for (int f = 0; f < header.length; f++) {
        if (values[f].isEmpty()) {
          throw new IllegalStateException(file + ":" + (i + 1) + ": empty field " + header[f]);
        }
        fields.put(header[f], values[f]);
      }
      rows.add(new Row(file, i + 1, fields));
    }
    return new Tsv(file, rows);
  }
}
