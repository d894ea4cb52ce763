package dev.tokend.authority.names;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.sid.Sid;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The names file: on each line a SID, white space, and its name; {@code #} starts a comment line. */
public final class NamesFile {

  private NamesFile() {}

  /**
   * Reads a names file; where there is none, no names.
   *
   * @throws IOException if it cannot be read, is larger than 4 MiB, or a line is not UTF-8, or no SID and a name; the
   *     message names the line
   */
  public static Map<Sid, String> read(Path file) throws IOException {
    List<String> lines;
    try {
      lines = TextFile.read(file).lines().toList();
    } catch (NoSuchFileException e) {
      return Map.of();
    }
    Map<Sid, String> names = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        String[] parts = line.split("\\s+", 2);
        if (parts.length != 2) {
          throw new IOException(file + ", line " + (i + 1) + ": a SID and a name were expected");
        }
        try {
          names.put(Sid.parse(parts[0]), parts[1]);
        } catch (MalformedException e) {
          throw new IOException(file + ", line " + (i + 1) + ": " + e.getMessage(), e);
        }
      }
    }
    return names;
  }
}
