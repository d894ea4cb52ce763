package dev.tokend.kacs.sddl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Lines of the test data. */
final class Rows {
  private Rows() {}

  /** The lines of a file on the class path. */
  static List<String> lines(String resource) {
    try (InputStream in = Objects.requireNonNull(Rows.class.getResourceAsStream(resource))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The fields of each line below the header. */
  static List<String[]> table(String resource) {
    return lines(resource).stream().skip(1).map(line -> line.split("\t", -1)).toList();
  }
}
