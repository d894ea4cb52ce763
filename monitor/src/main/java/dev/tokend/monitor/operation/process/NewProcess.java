package dev.tokend.monitor.operation.process;

import dev.tokend.kacs.access.PipLabel;
import dev.tokend.monitor.gate.Callers;
import dev.tokend.monitor.refusal.Operation;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.MonitorState;
import dev.tokend.monitor.state.ProcessState;
import dev.tokend.monitor.state.Token;

/**
 * A process has forked: the child gets a deep copy of the parent's primary token and a descriptor of its own, and no
 * impersonation (tokens §10.1).
 */
public final class NewProcess {
  private final MonitorState state;

  /**
   * What has happened.
   *
   * @param parent the thread that forked
   * @param childKey what the embedder calls the child; not known yet
   */
  public record Request(Caller parent, long childKey) {}

  /** The operation over {@code state}. */
  public NewProcess(MonitorState state) {
    this.state = state;
  }

  /**
   * The child, bound to its copy.
   *
   * @throws Refusal EACCES if the parent has no token; ERANGE if there is no token id left
   * @throws IllegalStateException if a process of that key is known
   */
  public ProcessState execute(Request request) throws Refusal {
    if (state.processes().find(request.childKey()) != null) {
      throw new IllegalStateException("process " + request.childKey() + " is known already");
    }
    Token primary = Callers.primary(Operation.NEW_PROCESS, request.parent());
    PipLabel pip = request.parent().process().pip();
    Token copy = state.mint(Operation.NEW_PROCESS, primary.blueprint());
    ProcessState child = state.addProcess(request.childKey(), pip, copy);
    state.bind(child);
    return child;
  }
}
