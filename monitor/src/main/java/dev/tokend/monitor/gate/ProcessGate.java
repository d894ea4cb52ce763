package dev.tokend.monitor.gate;

import dev.tokend.kacs.access.AccessDecision;
import dev.tokend.kacs.access.DeniedBy;
import dev.tokend.kacs.access.GenericMapping;
import dev.tokend.kacs.access.PipLabel;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.monitor.event.EventObject;
import dev.tokend.monitor.refusal.Need;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.refusal.Rule;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.MonitorState;
import dev.tokend.monitor.state.ProcessState;
import dev.tokend.monitor.state.Token;

/** The process access check <i>P</i>(right): who may look at another process (tokens §8). */
public final class ProcessGate {
  private final AccessGate access;

  /** A gate over {@code state}. */
  public ProcessGate(MonitorState state) {
    this.access = new AccessGate(state);
  }

  /**
   * Passes, or refuses with {@code rule}.
   *
   * @param subject the caller's effective token
   * @param right one process right, in its specific form
   * @return the privileges that the operation marks used on {@code subject} if it succeeds: SeDebugPrivilege where the
   *     descriptor alone would have refused, else none (tokens §19)
   * @throws Refusal {@code rule}, with the right
   */
  public long check(Rule rule, Caller caller, Token subject, ProcessState target, int right) throws Refusal {
    Token primary = target.primary();
    Refusal refusal =
        AccessGate.refusal(
            rule, subject, new Need.ProcessRights(right), primary == null ? null : primary.user());
    // Row 1: the process's own descriptor.
    AccessDecision decision =
        access.check(
            caller,
            subject,
            target.descriptor(),
            new EventObject.OfProcess(target.key()),
            right,
            GenericMapping.PROCESS);
    long relied = 0;
    if (!decision.allowed()) {
      // Row 1a: SeDebugPrivilege, except for subjects that may ask nothing and where a trust label refuses.
      if (decision.deniedBy() != DeniedBy.ACCESS_RULES || !subject.holds(Privilege.SE_DEBUG)) {
        throw refusal;
      }
      relied = Privilege.SE_DEBUG.mask();
    }
    // Row 2: integrity protection; no bypass.
    if (target.pip().type() != PipLabel.NONE.type() && !caller.process().pip().dominates(target.pip())) {
      throw refusal;
    }
    return relied;
  }
}
