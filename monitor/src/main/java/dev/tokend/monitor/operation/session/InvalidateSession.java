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

/**
 * Makes every access check of a session's tokens fail from now on (tokens §20); built-in sessions are no exception. The
 * rows are numbered in the order of their list.
 */
public final class InvalidateSession {
  private static final SessionGate GATE = new SessionGate(Operation.INVALIDATE_SESSION, "1", "2");
  private static final Rule PUBLISHED =
      Rule.row(Operation.INVALIDATE_SESSION, "3", Errno.ENOENT, "session", "there is no such logon session");

  private final MonitorState state;

  /**
   * What is asked.
   *
   * @param caller who asks
   * @param sessionId the session
   */
  public record Request(Caller caller, long sessionId) {}

  /** The operation over {@code state}. */
  public InvalidateSession(MonitorState state) {
    this.state = state;
  }

  /**
   * Invalidates the session; one that is dead already stays so, and the call succeeds.
   *
   * @throws Refusal EPERM without SeTcbPrivilege on the effective token; ENOENT for the session
   */
  public void execute(Request request) throws Refusal {
    Token effective = GATE.requireToken(request.caller());
    GATE.requirePrivilege(effective);
    LogonSession session = state.sessions().find(request.sessionId());
    if (session == null) {
      throw PUBLISHED.refuse();
    }
    state.kill(session);
    state.markUsed(effective, Privilege.SE_TCB.mask());
  }
}
