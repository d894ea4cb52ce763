package dev.tokend.kacs.access;

import java.util.List;

/**
 * A central access policy, KACS v0.22 §10.8: its rules can only take away from what the object itself grants.
 *
 * @param rules all of which must agree; a policy without rules takes nothing away
 */
public record CentralPolicy(List<PolicyRule> rules) {
  /** Copies the rules. */
  public CentralPolicy {
    rules = List.copyOf(rules);
  }
}
