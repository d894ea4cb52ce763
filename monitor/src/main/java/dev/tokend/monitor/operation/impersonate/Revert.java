package dev.tokend.monitor.operation.impersonate;

import dev.tokend.monitor.event.Reverted;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.MonitorState;
import dev.tokend.monitor.state.Token;
import org.jspecify.annotations.Nullable;

/** Drops the impersonation of the calling thread, if there is one (tokens §17.4). It never fails. */
public final class Revert {
  private final MonitorState state;

  /** The operation over {@code state}. */
  public Revert(MonitorState state) {
    this.state = state;
  }

  /** Reverts {@code caller} to the primary token of its process. */
  public void execute(Caller caller) {
    @Nullable Token token = caller.process().impersonation(caller.tid());
    state.impersonate(caller.process(), caller.tid(), null);
    if (token != null) {
      state.emit(new Reverted(token.id(), token.user()));
    }
  }
}
