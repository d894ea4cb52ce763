package dev.tokend.authority.connection;

import dev.tokend.linux.Fd;

/**
 * Closes what clients passed, and the connections on which they may have passed something that was never taken. The
 * last close of a file may wait for whoever serves its file system, that of a network socket for its peer, and that of
 * a Unix socket for what lies unread in it: none of them may happen on the loop.
 */
public interface Discards {

  /**
   * Closes a descriptor soon; never waits.
   *
   * @param uid on whose account
   */
  void discard(Fd descriptor, int uid);

  /**
   * Ends a connection, which its client notices at once, and closes the socket soon; never waits.
   *
   * @param uid on whose account
   */
  void discardConnection(Fd socket, int uid);

  /** Whether so much of a uid waits to be closed that its requests have to wait, too. */
  boolean isFull(int uid);

  /** Whether more of a uid waits than its waiting requests can explain, so that it is not to connect any more. */
  boolean isOverflowing(int uid);
}
