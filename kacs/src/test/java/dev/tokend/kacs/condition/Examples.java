package dev.tokend.kacs.condition;

import dev.tokend.kacs.Hex;
import dev.tokend.kacs.bytes.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The worked examples of spec/conditional-expressions.md §6 and the programs of §7. */
public final class Examples {
  private Examples() {}

  /** A row of §6: a text, its canonical form, its bytecode without padding, and what it is for both sides. */
  public record Worked(String number, String text, String canonical, Bytes bytecode, Truth allow, Truth deny) {}

  /** A row of §7. */
  public record Program(String name, Bytes bytecode, Truth result) {}

  public static List<Worked> worked() {
    return rows("worked-examples.tsv").stream()
        .map(c -> new Worked(c[0], c[1], c[2], bytes(c[3]), Truth.valueOf(c[4]), Truth.valueOf(c[5])))
        .toList();
  }

  static List<Program> malformedPrograms() {
    return rows("malformed-programs.tsv").stream()
        .map(c -> new Program(c[0], bytes(c[1]), Truth.valueOf(c[2])))
        .toList();
  }

  /** The bytes of hex digits, spaces allowed. */
  public static Bytes bytes(String hex) {
    return Bytes.of(Hex.bytes(hex));
  }

  private static List<String[]> rows(String file) {
    try (InputStream in = Objects.requireNonNull(Examples.class.getResourceAsStream("/conditions/" + file))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().skip(1).map(row -> row.split("\t", -1)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
