package dev.tokend.monitor.operation.session;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.monitor.refusal.Operation;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.refusal.Rule;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Token;

/** The checks on the caller that the three session operations have in common. */
final class SessionGate {
  private final Rule caller;
  private final Rule privilege;

  SessionGate(Operation operation, String callerRow, String privilegeRow) {
    caller = Rule.row(operation, callerRow, Errno.EACCES, "caller", "the caller has no token");
    privilege =
        Rule.row(
            operation,
            privilegeRow,
            Errno.EPERM,
            "privilege",
            "the effective token does not hold SeTcbPrivilege");
  }

  Token requireToken(Caller asking) throws Refusal {
    Token effective = asking.effective();
    if (effective == null) {
      throw caller.refuse();
    }
    return effective;
  }

  void requirePrivilege(Token effective) throws Refusal {
    if (!effective.holds(Privilege.SE_TCB)) {
      throw privilege.refuse(Privilege.SE_TCB);
    }
  }
}
