package dev.tokend.authority.process;

import dev.tokend.authority.derive.LinuxIdentity;

/** What came of reading who a process is. */
public sealed interface IdentityReading {

  /**
   * It is told.
   *
   * @param identity as Linux says
   * @param real its other ids at the same moment
   */
  record Told(LinuxIdentity identity, RealIds real) implements IdentityReading {}

  /** The process has ended. */
  record Gone() implements IdentityReading {}

  /**
   * Linux does not tell this authority.
   *
   * @param reason in words
   */
  record Untold(String reason) implements IdentityReading {}
}
