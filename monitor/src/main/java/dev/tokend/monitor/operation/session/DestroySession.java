package dev.tokend.monitor.operation.session;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.monitor.refusal.Operation;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.refusal.Rule;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.LogonSession;
import dev.tokend.monitor.state.MonitorState;
import dev.tokend.monitor.state.Token;

/** Ends a logon session that holds nothing (tokens §20). The rows are numbered in the order of their list. */
public final class DestroySession {
  private static final SessionGate GATE = new SessionGate(Operation.DESTROY_SESSION, "1", "2");
  private static final Rule PUBLISHED =
      Rule.row(Operation.DESTROY_SESSION, "3", Errno.ENOENT, "session", "there is no such logon session");
  private static final Rule EMPTY =
      Rule.row(Operation.DESTROY_SESSION, "4", Errno.EBUSY, "references", "the logon session has tokens, or is kept");

  private final MonitorState state;

  /**
   * What is asked.
   *
   * @param caller who asks
   * @param sessionId the session
   */
  public record Request(Caller caller, long sessionId) {}

  /** The operation over {@code state}. */
  public DestroySession(MonitorState state) {
    this.state = state;
  }

  /**
   * Destroys the session.
   *
   * @throws Refusal EPERM without SeTcbPrivilege on the effective token; ENOENT for the session; EBUSY if it has tokens
   */
  public void execute(Request request) throws Refusal {
    Token effective = GATE.requireToken(request.caller());
    GATE.requirePrivilege(effective);
    LogonSession session = state.sessions().find(request.sessionId());
    if (session == null) {
      throw PUBLISHED.refuse();
    }
    // A linked pair counts among the tokens; the one other reference is the embedder's.
    if (!session.isEmpty()) {
      throw EMPTY.refuse();
    }
    state.destroy(session);
    state.markUsed(effective, Privilege.SE_TCB.mask());
  }
}
