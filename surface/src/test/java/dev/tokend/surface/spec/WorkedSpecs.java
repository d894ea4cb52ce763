package dev.tokend.surface.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** The worked examples of formats §9.4 to §9.6, as bytes and as text. */
final class WorkedSpecs {
  private static final Path BYTES = Path.of("../kacs/src/test/resources/formats");
  private static final Path TEXTS = Path.of("src/test/resources/spec");

  private WorkedSpecs() {}

  /** The bytes of example a, b or c. */
  static byte[] bytes(String example) {
    String dump = read(BYTES.resolve("token-spec-" + example + ".hex"));
    return HexFormat.of().parseHex(dump.replaceAll("(?m)^\\s*[0-9a-f]{4}\\s\\s", "").replaceAll("\\s", ""));
  }

  /** A recorded text. */
  static String text(String name) {
    return read(TEXTS.resolve(name));
  }

  /** Fails unless {@code actual} is the recorded text; {@code -Dgolden.update} records it anew. */
  static void matches(String name, String actual) {
    try {
      if (System.getProperty("golden.update") != null) {
        Files.writeString(TEXTS.resolve(name), actual);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(actual).as(name).isEqualTo(text(name));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
