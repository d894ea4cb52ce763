package dev.tokend.cli.batch;

import dev.tokend.kacs.access.AccessRequest;
import org.jspecify.annotations.Nullable;

/** The requests of the public test vectors, as the command reads them. */
public final class VectorRequests {
  private VectorRequests() {}

  /** The request of a line; null for one whose descriptor is malformed. */
  public static @Nullable AccessRequest of(String line) {
    return CheckLineReader.read(line, null).request();
  }
}
