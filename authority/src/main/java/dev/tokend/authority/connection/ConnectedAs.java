package dev.tokend.authority.connection;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.socket.SocketFacts;
import dev.tokend.linux.socket.UnixCredentials;
import java.util.ArrayList;
import java.util.List;

/**
 * The credentials that a process connected with, as the kernel kept them; all numbers unsigned.
 *
 * @param uid effective uid
 * @param gid effective gid
 * @param groups supplementary groups in the kernel's order
 */
public record ConnectedAs(int uid, int gid, List<Integer> groups) {

  /** Copies the list. */
  public ConnectedAs {
    groups = List.copyOf(groups);
  }

  /** Asks an accepted socket. */
  public static ConnectedAs of(int socket) throws ErrnoException {
    UnixCredentials credentials = SocketFacts.peerCredentials(socket);
    List<Integer> groups = new ArrayList<>();
    for (int gid : SocketFacts.peerGroups(socket)) {
      groups.add(gid);
    }
    return new ConnectedAs(credentials.uid(), credentials.gid(), groups);
  }
}
