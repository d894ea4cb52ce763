package dev.tokend.monitor.operation.open;

import dev.tokend.monitor.refusal.Operation;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.rights.TokenRights;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.MonitorState;
import dev.tokend.monitor.state.Token;

/**
 * Opens the identity captured on a connected socket (tokens §9.4). There is no access check: holding the socket is
 * enough, and the mask is always QUERY and IMPERSONATE.
 */
public final class OpenPeer {
  private static final PeerRules PEER = new PeerRules(Operation.OPEN_PEER);

  private final MonitorState state;

  /**
   * What is asked.
   *
   * @param evidence what the system knows of the socket
   */
  public record Request(PeerEvidence evidence) {}

  /** The operation over {@code state}. */
  public OpenPeer(MonitorState state) {
    this.state = state;
  }

  /**
   * Opens a handle with the mask 0xC.
   *
   * @throws Refusal EBADF, ENOTSOCK or EACCES for the socket
   */
  public Handle execute(Request request) throws Refusal {
    Token peer = PEER.require(request.evidence());
    return state.open(peer, TokenRights.PEER, Handle.Kind.ORDINARY);
  }
}
