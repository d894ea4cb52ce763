package dev.tokend.monitor.operation.impersonate;

import dev.tokend.monitor.gate.ImpersonationGates;
import dev.tokend.monitor.operation.open.PeerEvidence;
import dev.tokend.monitor.operation.open.PeerRules;
import dev.tokend.monitor.refusal.Operation;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.MonitorState;

/** The calling thread acts as the identity captured on a connected socket (tokens §17.3). No handle is made. */
public final class ImpersonatePeer {
  private static final PeerRules PEER = new PeerRules(Operation.IMPERSONATE_PEER);

  private final Impersonating impersonating;

  /**
   * What is asked.
   *
   * @param caller the thread that is to impersonate
   * @param evidence what the system knows of the socket
   */
  public record Request(Caller caller, PeerEvidence evidence) {}

  /** The operation over {@code state}. */
  public ImpersonatePeer(MonitorState state) {
    this.impersonating = new Impersonating(state, Operation.IMPERSONATE_PEER);
  }

  /**
   * Impersonates.
   *
   * @return the level that resulted, and which gate lowered it
   * @throws Refusal EBADF, ENOTSOCK or EACCES for the socket; then as {@link Impersonate#execute}
   */
  public ImpersonationGates.Outcome execute(Request request) throws Refusal {
    return impersonating.enter(request.caller(), PEER.require(request.evidence()));
  }
}
