package dev.tokend.authority.peer;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.socket.SocketFacts;
import dev.tokend.linux.socket.SocketName;
import dev.tokend.linux.socket.SocketType;

/**
 * What a passed descriptor is, asked so that no file of a stranger's file system is touched: the cookie comes first,
 * and whatever has one is a socket.
 */
enum PeerSocket {
  NOT_OPEN,
  NOT_A_SOCKET,
  /** Not AF_UNIX, or neither stream nor seqpacket. */
  WRONG_KIND,
  LISTENING,
  UNCONNECTED,
  /** Connected, and not what an accepted socket of an unnamed peer looks like. */
  CONNECTED,
  /**
   * Connected, bound here, and an unnamed peer.
   *
   * <p>On a connect()ed end the kernel reports whoever listens, and on a socketpair whoever made it. Such an end has a
   * named peer, or is not bound. A socketpair end can be bound to look like an accepted one, so what passes here is
   * evidence and not proof: it can be inspected, and acted as only by whoever gains nothing by it.
   */
  LIKE_ACCEPTED;

  /** What a descriptor is. */
  static PeerSocket of(int socket) throws ErrnoException {
    long cookie = SocketFacts.cookieOrErrno(socket);
    if (cookie == -LinuxErrno.EBADF) {
      return NOT_OPEN;
    }
    if (cookie < 0) {
      return NOT_A_SOCKET;
    }
    if (!SocketFacts.isUnix(socket)) {
      return WRONG_KIND;
    }
    int type = SocketFacts.type(socket);
    if (type != SocketType.STREAM.number() && type != SocketType.SEQPACKET.number()) {
      return WRONG_KIND;
    }
    if (SocketFacts.isListening(socket)) {
      return LISTENING;
    }
    return switch (SocketFacts.peerName(socket)) {
      case SocketName.NotConnected n -> UNCONNECTED;
      case SocketName.Unnamed u ->
          SocketFacts.localName(socket) instanceof SocketName.Unnamed ? CONNECTED : LIKE_ACCEPTED;
      default -> CONNECTED;
    };
  }
}
