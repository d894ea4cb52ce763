package dev.tokend.monitor.operation.session;

import dev.tokend.kacs.access.AccessDecision;
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
import dev.tokend.monitor.state.LogonSession;
import dev.tokend.monitor.state.MonitorState;
import dev.tokend.monitor.state.Token;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Reads the listing of logon sessions (tokens §22, formats §13). */
public final class ListSessions {
  private static final Rule ACCESS =
      Rule.row(
          Operation.LIST_SESSIONS,
          "sessions",
          Errno.EACCES,
          "listing access",
          "the listing is for SYSTEM and Administrators");

  private final MonitorState state;
  private final AccessGate access;

  /** The operation over {@code state}. */
  public ListSessions(MonitorState state) {
    this.state = state;
    this.access = new AccessGate(state);
  }

  /**
   * One line for each published session, ended by LF; dead ones are among them, unmarked.
   *
   * @throws Refusal EACCES unless the caller's effective token may read the listing
   */
  public String execute(Caller caller) throws Refusal {
    Token effective = caller.effective();
    if (effective == null) {
      throw ACCESS.refuse();
    }
    AccessDecision decision =
        access.check(
            caller,
            effective,
            DefaultSecurity.SESSIONS_LISTING,
            new EventObject.OfSessionsListing(),
            FileRights.READ_DATA,
            GenericMapping.FILE);
    if (!decision.allowed()) {
      throw ACCESS.refuse();
    }
    StringBuilder text = new StringBuilder();
    for (LogonSession session : state.sessions().published()) {
      append(text, session);
    }
    return text.toString();
  }

  private static void append(StringBuilder text, LogonSession session) {
    HexFormat hex = HexFormat.of();
    text.append("session_id=").append(Long.toUnsignedString(session.id()));
    text.append(" user_sid=").append(hex.formatHex(session.user().toByteArray()));
    text.append(" logon_type=").append(session.logonType().value());
    text.append(" auth_package=").append(hex.formatHex(session.authPackage().getBytes(StandardCharsets.UTF_8)));
    text.append(" created_at=").append(Long.toUnsignedString(session.createdAt())).append('\n');
  }
}
