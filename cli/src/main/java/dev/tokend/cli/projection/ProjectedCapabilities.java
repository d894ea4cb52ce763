package dev.tokend.cli.projection;

import dev.tokend.kacs.catalog.LinuxCapability;
import dev.tokend.kacs.catalog.Privilege;

/** Capabilities from privileges: the inverse of the derivation (docs/derived-tokens.md). */
final class ProjectedCapabilities {
  /** Those that no privilege is derived from, and those that this kernel has and the catalogue does not know. */
  private static final long WITHOUT_PRIVILEGE = withoutPrivilege();

  private static final long SET_UID = 1L << LinuxCapability.CAP_SETUID.value();
  private static final long SET_GID = 1L << LinuxCapability.CAP_SETGID.value();

  private ProjectedCapabilities() {}

  /**
   * What a set of privileges stands for.
   *
   * @param privileges bit n for the privilege of bit n
   * @return bit n for capability n
   */
  static long of(long privileges) {
    long capabilities = 0;
    for (Privilege privilege : Privilege.values()) {
      if ((privileges & privilege.mask()) != 0) {
        capabilities |= privilege.linuxCapabilities();
      }
    }
    if ((privileges & Privilege.SE_TCB.mask()) != 0) {
      // "Catch-all for operations reserved to the trusted computing base". Its CAP_SYS_ADMIN is worth these anyway,
      // and without them root would lose most of its work under its own token.
      capabilities |= WITHOUT_PRIVILEGE;
    }
    if ((capabilities & SET_UID) != 0) {
      // Who may become another user must take that user's groups with it; alone, CAP_SETUID keeps one's own.
      capabilities |= SET_GID;
    }
    return capabilities;
  }

  private static long withoutPrivilege() {
    long mapped = 0;
    for (Privilege privilege : Privilege.values()) {
      mapped |= privilege.linuxCapabilities();
    }
    return ~mapped;
  }
}
