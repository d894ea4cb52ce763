package dev.tokend.cli;

import dev.tokend.schema.Contract;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;

/** Runs {@code token spec} over files of a folder of its own. */
final class SpecRuns {
  private static final Path WORKED = Path.of("../kacs/src/test/resources/formats");

  final FakeAuthority authority = FakeAuthority.ofGoldenFiles();
  private final Path folder;
  byte[] in = new byte[0];
  boolean terminal;

  SpecRuns(Path folder) {
    this.folder = folder;
  }

  /** What one run left behind; {@code @name} in its line is a file of the folder. */
  record Run(int status, byte[] bytes, String err) {
    String out() {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  Run token(String line) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] args = line.replace("@", folder + "/").split(" ");
    Surroundings surroundings = new Surroundings(
        Map.of(), new ByteArrayInputStream(in), out, err, terminal, terminal, FakeAccounts.ofGoldenFiles());
    int status = Cli.run(args, surroundings, authority);
    Run run = new Run(status, out.toByteArray(), err.toString(StandardCharsets.UTF_8).replace(folder + "/", ""));
    Contract.of(args, status, run.out(), run.err());
    return run;
  }

  /** The line and what it prints, as a terminal would show it. */
  String transcript(String line) {
    Run run = token(line);
    String status = run.status() == 0 ? "" : "[exit status " + run.status() + "]\n";
    return "$ token " + line.replace("@", "") + "\n" + run.out() + run.err() + status + "\n";
  }

  /** Writes a file of the folder. */
  SpecRuns file(String name, byte[] bytes) {
    try {
      Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  SpecRuns file(String name, String text) {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The bytes of the worked example a, b or c of formats §9.4 to §9.6. */
  static byte[] worked(String example) {
    try {
      String dump = Files.readString(WORKED.resolve("token-spec-" + example + ".hex"));
      return HexFormat.of().parseHex(dump.replaceAll("(?m)^\\s*[0-9a-f]{4}\\s\\s", "").replaceAll("\\s", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
