package dev.tokend.authority.derive;

import dev.tokend.kacs.catalog.IntegrityLevel;

/** The integrity level of a derived token. Where several rules apply, the lowest wins. */
final class DerivedIntegrity {

  private DerivedIntegrity() {}

  static IntegrityLevel of(LinuxIdentity identity) {
    if (identity.uid() == LinuxIdentity.OVERFLOW_UID) {
      return IntegrityLevel.UNTRUSTED;
    }
    if (!identity.initialUserNamespace()) {
      return IntegrityLevel.LOW;
    }
    if (identity.isSystem()) {
      return IntegrityLevel.SYSTEM;
    }
    return identity.uid() == 0 ? IntegrityLevel.HIGH : IntegrityLevel.MEDIUM;
  }
}
