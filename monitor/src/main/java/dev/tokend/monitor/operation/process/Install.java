package dev.tokend.monitor.operation.process;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.monitor.event.PrimaryReplaced;
import dev.tokend.monitor.gate.HandleGate;
import dev.tokend.monitor.gate.ProjectionGate;
import dev.tokend.monitor.refusal.Operation;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.refusal.Rule;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.MonitorState;
import dev.tokend.monitor.state.Token;

/** Makes a handle's token the primary token of the calling process, for all of its threads (tokens §10.5). */
public final class Install {
  private static final Rule RIGHT = row("1", Errno.EACCES, "handle right", "the handle lacks TOKEN_ASSIGN_PRIMARY");
  private static final Rule TYPE = row("2", Errno.EINVAL, "token type", "the token is an impersonation token");
  private static final Rule PRIVILEGE =
      row("3", Errno.EACCES, "privilege", "the caller's primary token does not hold SeAssignPrimaryTokenPrivilege");
  private static final Rule DEAD = row("4", Errno.EACCES, "session", "the token's logon session was invalidated");
  private static final Rule USER =
      row("5", Errno.EACCES, "user", "the token is of another user, and SeTcbPrivilege is not held");
  private static final Rule SESSION =
      row("6", Errno.EACCES, "session", "the token is of another logon session, and SeTcbPrivilege is not held");
  private static final Rule PROJECTION =
      row("7", Errno.EACCES, "projection", "the token stands for root without being SYSTEM");

  private final MonitorState state;

  /**
   * What is asked.
   *
   * @param caller whose process gets the token
   * @param handle on the token
   */
  public record Request(Caller caller, Handle handle) {}

  /** The operation over {@code state}. */
  public Install(MonitorState state) {
    this.state = state;
  }

  /**
   * Installs the very object; threads that impersonate go on doing so.
   *
   * @throws Refusal EACCES without TOKEN_ASSIGN_PRIMARY, without SeAssignPrimaryTokenPrivilege on the primary token,
   *     without SeTcbPrivilege for another user or session, for a dead session, for a projection onto root; EINVAL for
   *     an Impersonation token
   */
  public void execute(Request request) throws Refusal {
    HandleGate.require(RIGHT, request.handle());
    Token token = request.handle().token();
    if (token.type() != TokenType.PRIMARY) {
      throw TYPE.refuse();
    }
    Token outgoing = request.caller().primary();
    if (outgoing == null || !outgoing.holds(Privilege.SE_ASSIGN_PRIMARY_TOKEN)) {
      throw PRIVILEGE.refuse(Privilege.SE_ASSIGN_PRIMARY_TOKEN);
    }
    if (token.session().isDead()) {
      throw DEAD.refuse();
    }
    long relied = Privilege.SE_ASSIGN_PRIMARY_TOKEN.mask();
    if (!token.user().equals(outgoing.user())) {
      relied |= requireTcb(USER, outgoing);
    }
    if (token.session() != outgoing.session()) {
      relied |= requireTcb(SESSION, outgoing);
    }
    ProjectionGate.require(PROJECTION, token);
    state.replacePrimary(request.caller().process(), token);
    state.bind(request.caller().process());
    // On the token that was consulted, even if this was its last holder.
    state.markUsed(outgoing, relied);
    state.emit(Replacements.record(PrimaryReplaced.Mode.INSTALL, request.caller().process(), outgoing, token));
  }

  private static long requireTcb(Rule rule, Token outgoing) throws Refusal {
    if (!outgoing.holds(Privilege.SE_TCB)) {
      throw rule.refuse(Privilege.SE_TCB);
    }
    return Privilege.SE_TCB.mask();
  }

  private static Rule row(String row, Errno errno, String words, String reason) {
    return Rule.row(Operation.INSTALL, row, errno, words, reason);
  }
}
