package dev.tokend.kacs.access;

import dev.tokend.kacs.sid.Sid;
import org.jspecify.annotations.Nullable;

/** Where a check finds the central policies that a SACL names, KACS v0.22 §10.8. */
@FunctionalInterface
public interface PolicySource {
  /** Knows no policy, so that every object that names one is guarded by the recovery rule. */
  PolicySource NONE = sid -> null;

  /** The policy with that SID, or null if there is none; a policy without rules is not the same as none. */
  @Nullable CentralPolicy policy(Sid sid);
}
