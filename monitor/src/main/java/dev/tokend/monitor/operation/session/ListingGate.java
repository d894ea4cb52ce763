package dev.tokend.monitor.operation.session;

import dev.tokend.kacs.access.GenericMapping;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.monitor.event.EventObject;
import dev.tokend.monitor.gate.AccessGate;
import dev.tokend.monitor.refusal.Operation;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.refusal.Rule;
import dev.tokend.monitor.rights.FileRights;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.DefaultSecurity;
import dev.tokend.monitor.state.MonitorState;
import dev.tokend.monitor.state.Token;

/** The check on who may look at logon sessions: SYSTEM and Administrators (tokens §22). */
final class ListingGate {
  private final AccessGate access;
  private final Rule refused;

  ListingGate(MonitorState state, Operation operation, String reason) {
    this.access = new AccessGate(state);
    this.refused = Rule.row(operation, "sessions", Errno.EACCES, "listing access", reason);
  }

  Token requireToken(Caller caller) throws Refusal {
    Token effective = caller.effective();
    if (effective == null) {
      throw refused.refuse();
    }
    return effective;
  }

  boolean allows(Caller caller, Token effective) throws Refusal {
    return access
        .check(
            caller,
            effective,
            DefaultSecurity.SESSIONS_LISTING,
            new EventObject.OfSessionsListing(),
            FileRights.READ_DATA,
            GenericMapping.FILE)
        .allowed();
  }

  void require(Caller caller) throws Refusal {
    Token effective = requireToken(caller);
    if (!allows(caller, effective)) {
      throw refuse(effective);
    }
  }

  Refusal refuse(Token effective) {
    return AccessGate.refusal(refused, effective, null, null);
  }
}
