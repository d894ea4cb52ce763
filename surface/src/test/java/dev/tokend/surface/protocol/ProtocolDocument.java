package dev.tokend.surface.protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** docs/protocol.md, whose tables the code is held to. */
final class ProtocolDocument {
  private final List<String> lines;

  private ProtocolDocument(List<String> lines) {
    this.lines = lines;
  }

  static ProtocolDocument read() throws IOException {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("docs/protocol.md"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IOException("docs/protocol.md is not above the folder of the test");
      }
    }
    return new ProtocolDocument(Files.readAllLines(folder.resolve("docs/protocol.md")));
  }

  String text() {
    return String.join("\n", lines);
  }

  /** The rows of the first table below a heading, without its head; each cell stripped, back-quotes taken off. */
  List<List<String>> table(String heading) {
    int at = lines.indexOf(heading);
    if (at < 0) {
      throw new IllegalArgumentException("no heading " + heading);
    }
    while (!lines.get(at).startsWith("|")) {
      at++;
    }
    List<List<String>> rows = new ArrayList<>();
    for (int i = at + 2; lines.get(i).startsWith("|"); i++) {
      List<String> cells = new ArrayList<>();
      String row = lines.get(i).strip();
      for (String cell : row.substring(1, row.length() - 1).split("\\|", -1)) {
        cells.add(cell.strip().replace("`", ""));
      }
      rows.add(cells);
    }
    return rows;
  }
}
