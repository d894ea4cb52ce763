package dev.tokend.authority.peer;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.socket.SocketFacts;
import dev.tokend.linux.socket.SocketName;
import dev.tokend.linux.socket.SocketType;
import dev.tokend.monitor.operation.open.PeerEvidence;
import org.jspecify.annotations.Nullable;

/**
 * The filter before a captured identity is believed: AF_UNIX, stream or seqpacket, connected, not listening, bound
 * here, and an unnamed peer.
 *
 * <p>On a connect()ed end the kernel reports whoever listens, and on a socketpair whoever made it. Such an end has a
 * named peer, or is not bound. A socketpair end can be bound to look like an accepted one, so what passes here is
 * evidence and not proof: it can be inspected, and acted as only by whoever gains nothing by it.
 */
final class PeerSocket {

  private PeerSocket() {}

  /** What is wrong with the socket, or null where it passes. */
  static @Nullable PeerEvidence fault(int socket) throws ErrnoException {
    long cookie = SocketFacts.cookieOrErrno(socket);
    if (cookie == -LinuxErrno.EBADF) {
      return new PeerEvidence.NotOpen();
    }
    if (cookie < 0) {
      return new PeerEvidence.NotASocket();
    }
    int type = SocketFacts.type(socket);
    boolean connects = type == SocketType.STREAM.number() || type == SocketType.SEQPACKET.number();
    if (!SocketFacts.isUnix(socket) || !connects) {
      return new PeerEvidence.WrongKind();
    }
    if (SocketFacts.isListening(socket)) {
      return new PeerEvidence.NotConnected();
    }
    SocketName peer;
    try {
      peer = SocketFacts.peerName(socket);
    } catch (ErrnoException e) {
      return new PeerEvidence.NotConnected();
    }
    boolean accepted =
        peer instanceof SocketName.Unnamed && !(SocketFacts.localName(socket) instanceof SocketName.Unnamed);
    return accepted ? null : new PeerEvidence.NotCaptured();
  }
}
