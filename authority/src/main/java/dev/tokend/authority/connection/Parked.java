package dev.tokend.authority.connection;

import org.jspecify.annotations.Nullable;

/** An answer that is still to come: who asked waits for something to happen, and for so long at most. */
public interface Parked {

  /**
   * Looks whether it has come.
   *
   * @param now {@link System#nanoTime()}
   * @return the answer, or null where it has not
   */
  @Nullable Reply poll(long now);

  /** Nobody waits any more: it was answered, or the connection has ended. Called once. */
  void ended();
}
