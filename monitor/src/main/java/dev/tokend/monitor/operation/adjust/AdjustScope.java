package dev.tokend.monitor.operation.adjust;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.monitor.gate.HandleGate;
import dev.tokend.monitor.refusal.Operation;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.refusal.Rule;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.MonitorState;
import dev.tokend.monitor.state.Token;
import org.jspecify.annotations.Nullable;

/** Replaces the interactivity scope (tokens §14.4). */
public final class AdjustScope {
  private static final Rule RIGHT =
      Rule.row(
          Operation.ADJUST_SCOPE,
          "1",
          Errno.EACCES,
          "handle right",
          "the handle lacks TOKEN_ADJUST_INTERACTIVITY_SCOPE");
  private static final Rule PRIVILEGE =
      Rule.row(
          Operation.ADJUST_SCOPE,
          "2",
          Errno.EACCES,
          "privilege",
          "the caller's primary token does not hold SeTcbPrivilege");
  private static final Rule READABLE =
      Rule.row(Operation.ADJUST_SCOPE, "3", Errno.EFAULT, "value", "the new scope cannot be read");

  private final MonitorState state;

  /**
   * What is asked.
   *
   * @param caller who asks
   * @param handle on the token
   * @param scope the new scope, any number; null where the caller's memory does not tell it
   */
  public record Request(Caller caller, Handle handle, @Nullable Integer scope) {}

  /** The operation over {@code state}. */
  public AdjustScope(MonitorState state) {
    this.state = state;
  }

  /**
   * Replaces the scope.
   *
   * @throws Refusal EACCES without TOKEN_ADJUST_INTERACTIVITY_SCOPE, or without SeTcbPrivilege on the primary token;
   *     EFAULT without a value; ERANGE if modified_id cannot grow
   */
  public void execute(Request request) throws Refusal {
    HandleGate.require(RIGHT, request.handle());
    Token primary = request.caller().primary();
    if (primary == null || !primary.holds(Privilege.SE_TCB)) {
      throw PRIVILEGE.refuse(Privilege.SE_TCB);
    }
    Integer scope = request.scope();
    if (scope == null) {
      throw READABLE.refuse();
    }
    Token token = request.handle().token();
    // Row 4.
    state.adjust(Operation.ADJUST_SCOPE, token, token.state().withInteractivityScope(scope));
    state.markUsed(primary, Privilege.SE_TCB.mask());
  }
}
