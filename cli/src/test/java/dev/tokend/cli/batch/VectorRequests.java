package dev.tokend.cli.batch;

import dev.tokend.kacs.access.AccessRequest;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The requests of the public test vectors, as the command reads them. */
public final class VectorRequests {
  private VectorRequests() {}

  /** The request of a line; null for one whose descriptor is malformed. */
  public static @Nullable AccessRequest of(String line) {
    return CheckLineReader.read(json(line), null).request();
  }

  private static JsonText json(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    return new JsonText(bytes, 0, bytes.length);
  }
}
