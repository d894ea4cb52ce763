package dev.tokend.monitor.operation.open;

import dev.tokend.monitor.state.ProcessState;

/** What the system knows of the thread that a request names. */
public sealed interface TargetThread {
  /** The request names no open process descriptor. */
  record NotADescriptor() implements TargetThread {}

  /** The process has ended. */
  record ProcessGone() implements TargetThread {}

  /** The process exists and has no such thread. */
  record NoSuchThread() implements TargetThread {}

  /**
   * The thread exists and belongs to the process.
   *
   * @param process its process
   */
  record Present(ProcessState process) implements TargetThread {}
}
