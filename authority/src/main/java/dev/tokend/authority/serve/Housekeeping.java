package dev.tokend.authority.serve;

import dev.tokend.surface.protocol.AuthorityStatus;

/** What concerns the authority itself. */
public interface Housekeeping {

  /** How it is. */
  AuthorityStatus status();

  /** Who may stop it. */
  StopGate stopGate();

  /** Ends it once the answer at hand is sent. */
  void stop();
}
