package dev.tokend.monitor.operation.derive;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.monitor.gate.Callers;
import dev.tokend.monitor.gate.Creations;
import dev.tokend.monitor.gate.HandleGate;
import dev.tokend.monitor.refusal.Operation;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.refusal.Rule;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.MonitorState;
import dev.tokend.monitor.state.Token;

/** Copies a token with less in it (tokens §13). Row 2 is about the memory of a caller. */
public final class Filter {
  private static final Rule RIGHT =
      Rule.row(Operation.FILTER, "1", Errno.EACCES, "handle right", "the handle lacks TOKEN_DUPLICATE");
  private static final Filtering FILTERING = new Filtering(Operation.FILTER);

  private final MonitorState state;

  /**
   * What is asked.
   *
   * @param caller who asks; the user of its primary token becomes the creator in the copy's descriptor
   * @param handle on the token to be copied
   * @param argument what the copy loses
   */
  public record Request(Caller caller, Handle handle, FilterArgument argument) {}

  /** The operation over {@code state}. */
  public Filter(MonitorState state) {
    this.state = state;
  }

  /**
   * Opens a handle on the copy with the mask of the handle used; there is no access check.
   *
   * @throws Refusal EACCES without TOKEN_DUPLICATE; EINVAL for the argument; ERANGE if there is no token id left
   */
  public Handle execute(Request request) throws Refusal {
    HandleGate.require(RIGHT, request.handle());
    Token primary = Callers.primary(Operation.FILTER, request.caller());
    Token source = request.handle().token();
    Token token =
        state.mint(Operation.FILTER, FILTERING.filter(source, request.argument(), primary.user()));
    Handle handle = state.open(token, request.handle().mask(), Handle.Kind.ORDINARY);
    state.emit(Creations.filtered(token, source));
    return handle;
  }
}
