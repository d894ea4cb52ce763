package dev.tokend.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.schema.Contract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares output with a recorded file, byte for byte; {@code -Dgolden.update} records it anew. Every JSON document in it
 * keeps the schema.
 */
public final class Golden {
  private static final Path FOLDER = Path.of("src/test/resources/golden");

  /** Transcripts in which words stand for what differs each time; their documents were looked at before. */
  private static final String NORMALISED = "live/";

  private Golden() {}

  /** Fails unless {@code actual} is what the golden file {@code name} holds. */
  public static void matches(String name, String actual) {
    if (!name.startsWith(NORMALISED)) {
      Contract.everyDocumentIn(actual);
    }
    Path file = FOLDER.resolve(name);
    try {
      if (System.getProperty("golden.update") != null) {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, actual);
      }
      assertThat(file).as("golden file; -Dgolden.update records it").exists();
      assertThat(actual).as(file.toString()).isEqualTo(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
