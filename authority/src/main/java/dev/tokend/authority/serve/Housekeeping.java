package dev.tokend.authority.serve;

import dev.tokend.authority.derive.LinuxIdentity;
import dev.tokend.surface.protocol.AuthorityStatus;

/** What concerns the authority itself. */
public interface Housekeeping {

  /** How it is. */
  AuthorityStatus status();

  /** Whether a caller may stop it. */
  boolean mayStop(LinuxIdentity caller);

  /** Ends it once the answer at hand is sent. */
  void stop();
}
