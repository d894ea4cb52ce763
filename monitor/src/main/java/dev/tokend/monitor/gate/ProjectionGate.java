package dev.tokend.monitor.gate;

import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.refusal.Rule;
import dev.tokend.monitor.state.Token;

/** Who may become root on Linux: projected uid 0 goes with S-1-5-18 only (tokens §23). */
public final class ProjectionGate {
  private ProjectionGate() {}

  /**
   * Passes unless {@code token} stands for root without being SYSTEM.
   *
   * @throws Refusal {@code rule}
   */
  public static void require(Rule rule, Token token) throws Refusal {
    if (token.identity().projection().uid() == 0 && !token.user().equals(WellKnown.SYSTEM)) {
      throw rule.refuse();
    }
  }
}
