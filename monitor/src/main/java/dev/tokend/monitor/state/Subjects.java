package dev.tokend.monitor.state;

import dev.tokend.kacs.access.Subject;

/** A token as the access check sees it (tokens §7). */
final class Subjects {
  private Subjects() {}

  static Subject of(Token token) {
    TokenIdentity identity = token.identity();
    Restriction restriction = identity.restriction();
    Confinement confinement = identity.confinement();
    PrivilegeState privileges = token.privileges();
    return Subject.builder()
        .user(identity.user())
        .userDenyOnly(identity.userDenyOnly())
        .groups(token.groups())
        .restrictedSids(restriction.sids())
        .writeRestricted(restriction.writeRestricted())
        .deviceGroups(identity.deviceGroups())
        .restrictedDeviceGroups(restriction.deviceGroups())
        .confinementSid(confinement.sid())
        .confinementCapabilities(confinement.capabilities())
        .confinementExempt(confinement.exempt())
        .integrityLevel(identity.integrityLevel())
        .mandatoryPolicy(identity.mandatoryPolicy())
        .privileges(privileges.present() & privileges.enabled())
        .tokenType(token.type())
        .impersonationLevel(token.level())
        .auditPolicy(identity.auditPolicy())
        .sessionDead(token.session().isDead())
        .userClaims(identity.userClaims())
        .deviceClaims(identity.deviceClaims())
        .build();
  }
}
