package dev.tokend.monitor.operation.open;

import dev.tokend.monitor.gate.AccessGate;
import dev.tokend.monitor.refusal.Operation;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.refusal.Rule;
import dev.tokend.monitor.rights.RequestedMask;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.HeldToken;
import dev.tokend.monitor.state.MonitorState;
import dev.tokend.monitor.state.Token;

/**
 * Opens a token that the embedder keeps under a name. KACS knows no such thing; the checks are those of open_self, so
 * that keeping a token gives nobody an access that its descriptor does not.
 */
public final class OpenKept {
  private static final Rule MASK = OpenRules.mask(Operation.OPEN_KEPT, "2");
  private static final Rule CALLER = OpenRules.caller(Operation.OPEN_KEPT, "3");
  private static final Rule ACCESS = OpenRules.access(Operation.OPEN_KEPT, "4");

  private final MonitorState state;
  private final AccessGate access;

  /**
   * What is asked.
   *
   * @param caller who asks
   * @param kept the token under the name
   * @param mask token rights, generic rights, MAXIMUM_ALLOWED
   */
  public record Request(Caller caller, HeldToken kept, int mask) {}

  /** The operation over {@code state}. */
  public OpenKept(MonitorState state) {
    this.state = state;
    this.access = new AccessGate(state);
  }

  /**
   * Opens a handle with the mask of tokens §6.2.
   *
   * @throws Refusal EINVAL for the mask; EACCES if the token's descriptor does not grant it
   */
  public Handle execute(Request request) throws Refusal {
    if (!RequestedMask.isValid(request.mask())) {
      throw MASK.refuse();
    }
    Token effective = request.caller().effective();
    if (effective == null) {
      throw CALLER.refuse();
    }
    Token target = request.kept().token();
    int mask = access.open(ACCESS, request.caller(), effective, target, request.mask());
    return state.open(target, mask, Handle.Kind.ORDINARY);
  }
}
