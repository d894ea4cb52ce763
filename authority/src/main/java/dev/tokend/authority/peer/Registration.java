package dev.tokend.authority.peer;

import dev.tokend.authority.connection.ConnectedAs;
import dev.tokend.monitor.state.HeldToken;
import org.jspecify.annotations.Nullable;

/**
 * A socket that was registered before it was connected.
 *
 * <p>What makes it one's own is the process that connects it, and the uid, gid and groups that it connects with: a
 * process that has become another user since, or hands the socket on, connects as nobody in particular.
 */
final class Registration {
  final Place place;
  final long process;
  final ConnectedAs credentials;
  final HeldToken identity;

  /** The other end, once it has been presented by whoever accepted it. */
  @Nullable Place accepted;

  /**
   * A socket of the network namespace.
   *
   * @param inode unsigned 32 bits, which the kernel uses again after 2^32 others
   * @param cookie which it does not
   */
  record Place(long inode, long cookie) {}

  /**
   * @param process the pidfs inode of who registered it
   * @param credentials of that process then
   * @param identity what was captured; let go of with this
   */
  Registration(Place place, long process, ConnectedAs credentials, HeldToken identity) {
    this.place = place;
    this.process = process;
    this.credentials = credentials;
    this.identity = identity;
  }
}
