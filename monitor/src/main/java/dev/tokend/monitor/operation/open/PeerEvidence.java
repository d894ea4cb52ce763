package dev.tokend.monitor.operation.open;

import dev.tokend.monitor.state.HeldToken;

/** What the system knows of the socket whose peer a request names (tokens §9.4 and §18). */
public sealed interface PeerEvidence {
  /** The descriptor is not open. */
  record NotOpen() implements PeerEvidence {}

  /** The descriptor is no socket. */
  record NotASocket() implements PeerEvidence {}

  /** The socket is not an AF_UNIX stream or seqpacket socket. */
  record WrongKind() implements PeerEvidence {}

  /** The socket is not connected. */
  record NotConnected() implements PeerEvidence {}

  /** This end carries no captured identity. */
  record NotCaptured() implements PeerEvidence {}

  /**
   * This end carries a captured identity.
   *
   * @param peer the identity, held for the socket
   */
  record Captured(HeldToken peer) implements PeerEvidence {}
}
