package dev.tokend.kacs.access;

import dev.tokend.kacs.sd.AccessMask;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sid.WellKnown;
import java.util.List;

/**
 * A central access policy, KACS v0.22 §10.8: its rules can only take away from what the object itself grants.
 *
 * @param rules all of which must agree; a policy without rules takes nothing away
 */
public record CentralPolicy(List<PolicyRule> rules) {
  /**
   * What stands in for a policy that nobody knows: Administrators, SYSTEM and the owner keep what the object grants
   * them, so that a lost policy locks out everybody but those who can mend it.
   */
  public static final CentralPolicy RECOVERY = new CentralPolicy(List.of(PolicyRule.of(Acl.of(
      Ace.allow(AccessMask.GENERIC_ALL, WellKnown.ADMINISTRATORS),
      Ace.allow(AccessMask.GENERIC_ALL, WellKnown.SYSTEM),
      Ace.allow(AccessMask.GENERIC_ALL, WellKnown.OWNER_RIGHTS)))));

  /** Copies the rules. */
  public CentralPolicy {
    rules = List.copyOf(rules);
  }
}
