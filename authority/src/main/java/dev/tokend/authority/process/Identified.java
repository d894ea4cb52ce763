package dev.tokend.authority.process;

import dev.tokend.authority.derive.LinuxIdentity;
import dev.tokend.monitor.state.ProcessState;

/** What came of asking for a process's tokens. */
public sealed interface Identified {

  /**
   * The process is known and has its token.
   *
   * @param process to the monitor
   * @param identity to Linux
   * @param real its other ids at the same moment
   * @param since {@link System#nanoTime()} since when it has had this identity whenever it was looked at
   */
  record Known(ProcessState process, LinuxIdentity identity, RealIds real, long since) implements Identified {}

  /** Something is still being looked up; ask again when that is done. */
  record NotYet() implements Identified {}

  /** The process has ended. */
  record Gone() implements Identified {}

  /**
   * The process's credentials cannot be read.
   *
   * @param reason in words
   */
  record Unreadable(String reason) implements Identified {}
}
