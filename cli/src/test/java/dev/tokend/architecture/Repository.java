package dev.tokend.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The working copy that the tests run in. */
final class Repository {
  private Repository() {}

  /** The folder with the root pom and all modules. */
  static Path root() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(here.resolve("kacs")) || !Files.isDirectory(here.resolve("cli"))) {
      Path parent = here.getParent();
      if (parent == null) {
        throw new IllegalStateException("not inside the repository: " + Path.of("").toAbsolutePath());
      }
      here = parent;
    }
    return here;
  }

  /** Every Java source file and Markdown page of the modules and of docs. */
  static List<Path> textFiles() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String folder : List.of("kacs", "monitor", "linux", "surface", "authority", "cli", "bench", "docs")) {
      Path top = root().resolve(folder);
      if (!Files.isDirectory(top)) {
        continue;
      }
      try (Stream<Path> all = Files.walk(top)) {
        all.filter(f -> f.toString().endsWith(".java") || f.toString().endsWith(".md"))
            .filter(f -> !f.toString().contains("/target/"))
            .sorted()
            .forEach(files::add);
      }
    }
    return files;
  }
}
