package dev.tokend.kacs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares a copied file with its original, where the folder of originals lies beside the repository. */
public final class SharedFiles {
  private SharedFiles() {}

  /**
   * Fails if the resource differs from {@code shared/NAME}; skips the test, visibly, where there is no such folder.
   *
   * @param resource absolute path on the class path
   * @param original path below the folder of originals
   */
  public static void assertSame(String resource, String original) throws IOException {
    Path folder = folder();
    assumeTrue(folder != null, "the folder of originals is not beside the repository");
    try (InputStream copy = SharedFiles.class.getResourceAsStream(resource)) {
      assertThat(copy).as(resource).isNotNull();
      assertThat(copy.readAllBytes()).as(resource + " against " + original)
          .isEqualTo(Files.readAllBytes(folder.resolve(original)));
    }
  }

  /** The folder {@code shared} next to the repository or to a folder that holds clones of it; null if there is none. */
  public static Path folder() {
    Path repository = Path.of("").toAbsolutePath();
    while (repository != null && !Files.isDirectory(repository.resolve(".mvn"))) {
      repository = repository.getParent();
    }
    for (Path at = repository; at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve("../shared/catalog"))) {
        return at.resolve("../shared").normalize();
      }
    }
    return null;
  }
}
