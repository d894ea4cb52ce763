package dev.tokend.monitor.state;

import org.jspecify.annotations.Nullable;

/**
 * The thread that asks for something.
 *
 * @param process its process
 * @param tid its thread id
 */
public record Caller(ProcessState process, int tid) {
  /** The token that decisions about the caller use unless tokens §1 names the primary one; null once it has none. */
  public @Nullable Token effective() {
    return process.effective(tid);
  }

  /** The token of its process; null once it has none. */
  public @Nullable Token primary() {
    return process.primary();
  }
}
