package dev.tokend.monitor.operation.impersonate;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.monitor.refusal.Operation;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.refusal.Rule;

/** A client chooses how far the other end of a connection may go with its identity (tokens §18). */
public final class SetImpersonationLevel {
  /** What a socket allows when nobody has chosen. */
  public static final ImpersonationLevel DEFAULT = ImpersonationLevel.IMPERSONATION;

  private static final Rule NOT_OPEN = row("1", Errno.EBADF, "descriptor", "the descriptor is not open");
  private static final Rule NOT_A_SOCKET = row("1", Errno.ENOTSOCK, "descriptor", "the descriptor is no socket");
  private static final Rule WRONG_KIND =
      row("2", Errno.EACCES, "socket kind", "it is no Unix stream or seqpacket socket");
  private static final Rule LEVEL = row("3", Errno.EINVAL, "level", "there is no impersonation level of that number");
  private static final Rule IN_USE =
      row("4", Errno.EACCES, "connection", "the socket is connected, or carries an identity");

  /**
   * What is asked.
   *
   * @param socket what the system knows of the socket
   * @param level 0 to 3
   */
  public record Request(SocketEvidence socket, int level) {}

  /**
   * The level that the embedder notes for the socket.
   *
   * @throws Refusal EBADF, ENOTSOCK or EACCES for the socket, EINVAL for the level
   */
  public ImpersonationLevel execute(Request request) throws Refusal {
    switch (request.socket()) {
      case NOT_OPEN -> throw NOT_OPEN.refuse();
      case NOT_A_SOCKET -> throw NOT_A_SOCKET.refuse();
      case WRONG_KIND -> throw WRONG_KIND.refuse();
      case IN_USE, UNCONNECTED -> {}
    }
    ImpersonationLevel level = ImpersonationLevel.byValue(request.level());
    if (level == null) {
      throw LEVEL.refuse();
    }
    if (request.socket() == SocketEvidence.IN_USE) {
      throw IN_USE.refuse();
    }
    return level;
  }

  private static Rule row(String row, Errno errno, String words, String reason) {
    return Rule.row(Operation.SET_IMPERSONATION_LEVEL, row, errno, words, reason);
  }
}
