package dev.tokend.monitor.operation.impersonate;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.monitor.gate.HandleGate;
import dev.tokend.monitor.gate.ImpersonationGates;
import dev.tokend.monitor.refusal.Operation;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.refusal.Rule;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.MonitorState;

/**
 * The calling thread acts as the token of a handle until it reverts (tokens §17.2). A second impersonation replaces the
 * first; its gates never see it.
 */
public final class Impersonate {
  private static final Rule RIGHT =
      Rule.row(Operation.IMPERSONATE, "1", Errno.EACCES, "handle right", "the handle lacks TOKEN_IMPERSONATE");

  private final Impersonating impersonating;

  /**
   * What is asked.
   *
   * @param caller the thread that is to impersonate
   * @param handle on the client's token
   */
  public record Request(Caller caller, Handle handle) {}

  /** The operation over {@code state}. */
  public Impersonate(MonitorState state) {
    this.impersonating = new Impersonating(state, Operation.IMPERSONATE);
  }

  /**
   * Impersonates.
   *
   * @return the level that resulted, and which gate lowered it
   * @throws Refusal EACCES without TOKEN_IMPERSONATE or for a projection onto root; EINVAL for a Primary token; EPERM
   *     by the identity gate; ERANGE if there is no token id left for a copy at a lower level
   */
  public ImpersonationGates.Outcome execute(Request request) throws Refusal {
    HandleGate.require(RIGHT, request.handle());
    return impersonating.enter(request.caller(), request.handle().token());
  }
}
