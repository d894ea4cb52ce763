package dev.tokend.cli.projection;

import dev.tokend.kacs.catalog.LinuxCapability;
import dev.tokend.linux.credentials.LinuxCredentials;
import dev.tokend.linux.proc.CapabilitySets;
import dev.tokend.linux.process.IdSet;
import java.util.List;

/** Credentials of processes that project a token. */
final class Launchers {
  /** Capabilities 0 to 40. */
  static final long ALL = (1L << 41) - 1;

  private Launchers() {}

  static long capabilities(LinuxCapability... capabilities) {
    long mask = 0;
    for (LinuxCapability capability : capabilities) {
      mask |= 1L << capability.value();
    }
    return mask;
  }

  static IdSet all(int id) {
    return new IdSet(id, id, id, id);
  }

  /** Root with everything. */
  static LinuxCredentials root() {
    return new LinuxCredentials(
        all(0), all(0), List.of(0), new CapabilitySets(0, ALL, ALL, ALL, 0), 0, false, true);
  }

  /** A user of group 1001 and these supplementary groups, without capabilities. */
  static LinuxCredentials user(int uid, Integer... groups) {
    return new LinuxCredentials(
        all(uid), all(1001), List.of(groups), new CapabilitySets(0, 0, 0, ALL, 0), 0, false, true);
  }

  /** The same with these capabilities permitted and effective, as a service manager gives them. */
  static LinuxCredentials with(LinuxCredentials base, long capabilities) {
    return sets(base, new CapabilitySets(capabilities, capabilities, capabilities, ALL, capabilities));
  }

  static LinuxCredentials sets(LinuxCredentials base, CapabilitySets sets) {
    return new LinuxCredentials(
        base.uids(), base.gids(), base.groups(), sets, base.secureBits(), base.noNewPrivileges(),
        base.initialUserNamespace());
  }

  static LinuxCredentials secureBits(LinuxCredentials base, int bits) {
    return new LinuxCredentials(
        base.uids(), base.gids(), base.groups(), base.capabilities(), bits, base.noNewPrivileges(),
        base.initialUserNamespace());
  }

  static LinuxCredentials uids(LinuxCredentials base, IdSet uids) {
    return new LinuxCredentials(
        uids, base.gids(), base.groups(), base.capabilities(), base.secureBits(), base.noNewPrivileges(),
        base.initialUserNamespace());
  }

  static LinuxCredentials inOwnUserNamespace(LinuxCredentials base) {
    return new LinuxCredentials(
        base.uids(), base.gids(), base.groups(), base.capabilities(), base.secureBits(), base.noNewPrivileges(), false);
  }
}
