package dev.tokend.surface.client;

import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.linux.Fd;
import dev.tokend.linux.socket.SocketType;
import dev.tokend.linux.socket.UnixSocket;
import dev.tokend.surface.protocol.ImpersonationReply;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.Words;
import java.io.IOException;
import java.nio.file.Path;

/** The identities that Unix sockets carry from one program to another (tokens §17.3 and §18). */
public final class PeerClient {

  private final Exchange exchange;

  PeerClient(Exchange exchange) {
    this.exchange = exchange;
  }

  /**
   * Connects to a server as whom the thread acts now: the server may go as far with that identity as the level says.
   *
   * @param server the path of its SOCK_STREAM socket
   * @param level how far; at most that of the token which the thread impersonates
   * @return a connection that the caller closes
   * @throws RefusedException EINVAL if the thread impersonates at a lower level, EMFILE with too many connections,
   * ENOSYS
   *     where the kernel does not let the authority recognise the socket
   */
  public PeerSocket connect(Path server, ImpersonationLevel level) throws RefusedException, IOException {
    Fd socket = UnixSocket.blocking(SocketType.STREAM);
    try {
      register(socket.number(), level);
      UnixSocket.connect(socket.number(), server);
      return new PeerSocket(socket);
    } catch (RefusedException | IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * Captures the identity that a socket is to carry, before this process connects it (set_impersonation_level).
   *
   * @param socket the descriptor of an AF_UNIX stream or seqpacket socket that is not connected yet
   * @throws RefusedException EBADF, ENOTSOCK or EACCES for the socket, and as {@link #connect}
   */
  public void register(int socket, ImpersonationLevel level) throws RefusedException, IOException {
    exchange.ask(Operation.SET_IMPERSONATION_LEVEL, Words.encode(level.value()), socket);
  }

  /**
   * The thread acts as whoever is at the other end of an accepted socket, until it reverts or acts as somebody else.
   *
   * @throws RefusedException EACCES if the socket carries no identity; EPERM by the identity gate (tokens §17.1)
   */
  public ImpersonationReply impersonate(int socket) throws RefusedException, IOException {
    return TokenHandle.impersonation(exchange.ask(Operation.IMPERSONATE_PEER, new byte[0], socket));
  }

  /** As {@link #impersonate}, until the result is closed. */
  public Impersonation actAs(PeerSocket socket) throws RefusedException, IOException {
    return new Impersonation(exchange, impersonate(socket.number()));
  }
}
