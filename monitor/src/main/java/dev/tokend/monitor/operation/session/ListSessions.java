package dev.tokend.monitor.operation.session;

import dev.tokend.monitor.refusal.Operation;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.LogonSession;
import dev.tokend.monitor.state.MonitorState;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Reads the listing of logon sessions (tokens §22, formats §13). */
public final class ListSessions {
  private final MonitorState state;
  private final ListingGate gate;

  /** The operation over {@code state}. */
  public ListSessions(MonitorState state) {
    this.state = state;
    this.gate = new ListingGate(state, Operation.LIST_SESSIONS, "the listing is for SYSTEM and Administrators");
  }

  /**
   * One line for each published session, ended by LF; dead ones are among them, unmarked.
   *
   * @throws Refusal EACCES unless the caller's effective token may read the listing
   */
  public String execute(Caller caller) throws Refusal {
    gate.require(caller);
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
