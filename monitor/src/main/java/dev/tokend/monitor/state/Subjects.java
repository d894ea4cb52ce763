package dev.tokend.monitor.state;

import dev.tokend.kacs.access.Subject;
import dev.tokend.kacs.token.TokenSpec;

/** A token as the access check sees it (tokens §7). */
final class Subjects {
  private Subjects() {}

  static Subject of(Token token) {
    TokenIdentity identity = token.identity();
    TokenSpec.Restriction restriction = identity.restriction();
    TokenSpec.Device device = identity.device();
    TokenSpec.Confinement confinement = identity.confinement();
    PrivilegeState privileges = token.privileges();
    return Subject.builder()
        .user(identity.user())
        .userDenyOnly(restriction.userDenyOnly())
        .groups(token.groups())
        .restrictedSids(restriction.sids())
        .writeRestricted(restriction.writeRestricted())
        .deviceGroups(device.groups())
        .restrictedDeviceGroups(device.restrictedGroups())
        .confinementSid(confinement.sid())
        .confinementCapabilities(confinement.capabilities())
        .confinementExempt(confinement.exempt())
        .integrityLevel(identity.integrityLevel())
        .mandatoryPolicy(identity.policies().mandatory())
        .privileges(privileges.present() & privileges.enabled())
        .tokenType(token.type())
        .impersonationLevel(token.level())
        .auditPolicy(identity.policies().audit())
        .sessionDead(token.session().isDead())
        .userClaims(identity.userClaims())
        .deviceClaims(device.claims())
        .build();
  }
}
