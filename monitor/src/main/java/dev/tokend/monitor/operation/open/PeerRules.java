package dev.tokend.monitor.operation.open;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.monitor.refusal.Operation;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.refusal.Rule;
import dev.tokend.monitor.state.Token;

/** Rows 1 to 4 of tokens §9.4, which open_peer and impersonate_peer share. */
public final class PeerRules {
  private final Rule notOpen;
  private final Rule notASocket;
  private final Rule wrongKind;
  private final Rule notConnected;
  private final Rule notCaptured;

  /** The rows as {@code operation} refuses by them. */
  public PeerRules(Operation operation) {
    notOpen = row(operation, "1", Errno.EBADF, "descriptor", "the descriptor is not open");
    notASocket = row(operation, "1", Errno.ENOTSOCK, "descriptor", "the descriptor is no socket");
    wrongKind = row(operation, "2", Errno.EACCES, "socket kind", "it is no Unix stream or seqpacket socket");
    notConnected = row(operation, "3", Errno.EACCES, "connection", "the socket is not connected");
    notCaptured = row(operation, "4", Errno.EACCES, "captured peer", "this end carries no captured identity");
  }

  /**
   * The captured identity.
   *
   * @throws Refusal the first row that fails
   */
  public Token require(PeerEvidence evidence) throws Refusal {
    return switch (evidence) {
      case PeerEvidence.NotOpen none -> throw notOpen.refuse();
      case PeerEvidence.NotASocket none -> throw notASocket.refuse();
      case PeerEvidence.WrongKind wrong -> throw wrongKind.refuse();
      case PeerEvidence.NotConnected not -> throw notConnected.refuse();
      case PeerEvidence.NotCaptured not -> throw notCaptured.refuse();
      case PeerEvidence.Captured captured -> captured.peer().token();
    };
  }

  private static Rule row(Operation operation, String row, Errno errno, String words, String reason) {
    return Rule.at(operation, Operation.OPEN_PEER.section() + " row " + row, errno, words, reason);
  }
}
