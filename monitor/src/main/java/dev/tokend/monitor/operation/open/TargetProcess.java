package dev.tokend.monitor.operation.open;

import dev.tokend.monitor.state.ProcessState;

/** What the system knows of the process that a request names. */
public sealed interface TargetProcess {
  /** The request names no open process descriptor. */
  record NotADescriptor() implements TargetProcess {}

  /** The process has ended. */
  record Gone() implements TargetProcess {}

  /** The process exists and has no token. */
  record NoToken() implements TargetProcess {}

  /**
   * The process exists.
   *
   * @param process its state
   */
  record Present(ProcessState process) implements TargetProcess {}
}
