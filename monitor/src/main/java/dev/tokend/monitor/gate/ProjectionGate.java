package dev.tokend.monitor.gate;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.refusal.Rule;
import dev.tokend.monitor.state.Token;

/**
 * Which tokens can become somebody on Linux: projected uid 0 goes with S-1-5-18 only, and a process has so many
 * supplementary groups and no more (tokens §23).
 */
public final class ProjectionGate {
  /** Linux's NGROUPS_MAX. */
  static final int MOST_GROUPS = 65_536;

  private ProjectionGate() {}

  /**
   * Passes unless {@code token} stands for root without being SYSTEM, or for more groups than Linux takes.
   *
   * @throws Refusal {@code rule} for root; E2BIG for too many groups
   */
  public static void require(Rule rule, Token token) throws Refusal {
    if (token.identity().projection().uid() == 0 && !token.user().equals(WellKnown.SYSTEM)) {
      throw rule.refuse();
    }
    if (token.identity().projection().supplementaryGids().size() > MOST_GROUPS) {
      throw Rule.at(
              rule.operation(),
              "tokens §23",
              Errno.E2BIG,
              "projection",
              "the token stands for more than " + MOST_GROUPS + " supplementary groups")
          .refuse();
    }
  }
}
