package dev.tokend.authority.audit;

import java.io.IOException;

/** Where lines go. Used by one thread. */
interface Destination extends AutoCloseable {
  /**
   * Writes one line, whole or not at all; may wait.
   *
   * @param line without its end
   */
  void write(String line) throws IOException;

  @Override
  void close() throws IOException;
}
