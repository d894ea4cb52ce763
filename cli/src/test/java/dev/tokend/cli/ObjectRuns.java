package dev.tokend.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines about objects, as a shell would take them, over the fixed tokens and accounts. */
final class ObjectRuns {
  private final FakeAuthority authority = FakeAuthority.ofGoldenFiles();
  private final Path folder;

  /**
   * @param folder where the files are that command lines name
   */
  ObjectRuns(Path folder) {
    this.folder = folder;
  }

  /** Makes a file. */
  ObjectRuns file(String name, String text) {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Makes a file. */
  ObjectRuns file(String name, byte[] bytes) {
    try {
      Files.write(folder.resolve(name), bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Runs a line without its {@code token}. What stands in single quotes is one argument; a word that ends like one of
   * the files stands for it.
   */
  Outcome run(String line, byte[] in) {
    List<String> args = new ArrayList<>();
    for (String part : line.split("(?<=') | (?=')")) {
      if (part.startsWith("'")) {
        args.add(part.substring(1, part.length() - 1));
      } else {
        for (String word : part.split(" ")) {
          args.add(word.replaceAll("(^|=|@)(?=[a-z]+\\.(jsonl?|sddl|sd)$)", "$1" + folder + "/"));
        }
      }
    }
    Outcome outcome = Outcome.of(authority, in, args.toArray(new String[0]));
    return new Outcome(
        outcome.status(), outcome.out().replace(folder + "/", ""), outcome.err().replace(folder + "/", ""));
  }
}
