package dev.tokend.authority.process;

import dev.tokend.authority.derive.LinuxIdentity;

/** What came of reading who a process is. */
public sealed interface IdentityReading {

  /**
   * It is told.
   *
   * @param identity as Linux says
   */
  record Told(LinuxIdentity identity) implements IdentityReading {}

  /** The process has ended. */
  record Gone() implements IdentityReading {}

  /**
   * Linux does not tell this authority.
   *
   * @param reason in words
   */
  record Untold(String reason) implements IdentityReading {}
}
