package dev.tokend.authority.derive;

import dev.tokend.kacs.catalog.Privilege;

/** Privileges from capabilities (the catalogue's {@code linux_capabilities} column: any one of those listed). */
final class DerivedPrivileges {

  private DerivedPrivileges() {}

  /** Present: from the permitted set. */
  static long present(LinuxIdentity identity) {
    return of(identity, identity.permitted());
  }

  /** Enabled, now and by default: from the effective set. */
  static long enabled(LinuxIdentity identity) {
    return of(identity, identity.effective() & identity.permitted());
  }

  /**
   * Capabilities that a user namespace of one's own gives have no power outside of it, and anybody can make one: they
   * give no privilege here.
   */
  private static long of(LinuxIdentity identity, long capabilities) {
    long held = identity.initialUserNamespace() ? capabilities : 0;
    long privileges = Privilege.SE_CHANGE_NOTIFY.mask();
    if (identity.isSystem() && (capabilities & Privilege.SE_TCB.linuxCapabilities()) != 0) {
      // No capability maps to it, and somebody must be able to mint the first token.
      privileges |= Privilege.SE_CREATE_TOKEN.mask();
    }
    for (Privilege privilege : Privilege.values()) {
      if ((privilege.linuxCapabilities() & held) != 0) {
        privileges |= privilege.mask();
      }
    }
    return privileges;
  }
}
