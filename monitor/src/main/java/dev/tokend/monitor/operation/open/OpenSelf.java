package dev.tokend.monitor.operation.open;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.monitor.gate.AccessGate;
import dev.tokend.monitor.refusal.Operation;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.refusal.Rule;
import dev.tokend.monitor.rights.RequestedMask;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.MonitorState;
import dev.tokend.monitor.state.Token;

/** Opens the caller's effective token, or with {@link #REAL} its primary token (tokens §9.1). */
public final class OpenSelf {
  /** Flag: the primary token, even while impersonating (KACS_REAL_TOKEN). */
  public static final int REAL = 0x1;

  private static final Rule FLAGS =
      Rule.row(Operation.OPEN_SELF, "1", Errno.EINVAL, "flags", "a flag other than 0x1 is set");
  private static final Rule MASK = OpenRules.mask(Operation.OPEN_SELF, "2");
  private static final Rule CALLER = OpenRules.caller(Operation.OPEN_SELF, "3");
  private static final Rule ACCESS = OpenRules.access(Operation.OPEN_SELF, "4");

  private final MonitorState state;
  private final AccessGate access;

  /**
   * What is asked.
   *
   * @param caller who asks
   * @param flags 0 or {@link #REAL}
   * @param mask token rights, generic rights, MAXIMUM_ALLOWED
   */
  public record Request(Caller caller, int flags, int mask) {}

  /** The operation over {@code state}. */
  public OpenSelf(MonitorState state) {
    this.state = state;
    this.access = new AccessGate(state);
  }

  /**
   * Opens a handle with the mask of tokens §6.2.
   *
   * @throws Refusal EINVAL for flags or mask; EACCES if the token's descriptor does not grant the mask
   */
  public Handle execute(Request request) throws Refusal {
    if ((request.flags() & ~REAL) != 0) {
      throw FLAGS.refuse();
    }
    if (!RequestedMask.isValid(request.mask())) {
      throw MASK.refuse();
    }
    Token effective = request.caller().effective();
    Token primary = request.caller().primary();
    if (effective == null || primary == null) {
      throw CALLER.refuse();
    }
    // The subject is the effective token even when the primary one is opened.
    Token target = (request.flags() & REAL) != 0 ? primary : effective;
    int mask = access.open(ACCESS, request.caller(), effective, target, request.mask());
    return state.open(target, mask, Handle.Kind.ORDINARY);
  }
}
