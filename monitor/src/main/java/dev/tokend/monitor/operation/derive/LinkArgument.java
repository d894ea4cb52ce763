package dev.tokend.monitor.operation.derive;

import dev.tokend.monitor.state.Handle;

/** What a descriptor that a link request names turns out to be. */
public sealed interface LinkArgument {
  /** It is not open. */
  record NotOpen() implements LinkArgument {}

  /** It is no token handle. */
  record NotAToken() implements LinkArgument {}

  /**
   * It is a token handle.
   *
   * @param handle the handle
   */
  record TokenHandle(Handle handle) implements LinkArgument {}
}
