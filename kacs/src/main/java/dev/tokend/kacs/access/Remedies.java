package dev.tokend.kacs.access;

import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.sid.GroupAttributes;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * What would lift a refusal: every single change to subject or caller is put to the check itself, and those that make
 * it allow the request are the remedies. Nothing is known here of how the check decides.
 */
public final class Remedies {
  private final AccessRequest refused;
  private final List<Remedy> found = new ArrayList<>();

  private Remedies(AccessRequest refused) {
    this.refused = refused;
  }

  /** The changes each of which alone would do; empty for a request that is allowed, or that no one change can mend. */
  public static List<Remedy> of(AccessRequest request) {
    if (PackedDecision.allowed(AccessCheck.granted(request)) || request.descriptor() == null) {
      return List.of();
    }
    Remedies remedies = new Remedies(request);
    remedies.tryPrivileges();
    remedies.tryToken();
    remedies.tryGroups();
    remedies.tryMemberships();
    remedies.tryLabels();
    return List.copyOf(remedies.found);
  }

  private void tryPrivileges() {
    for (Privilege privilege : PrivilegeUseAccounting.ORDER) {
      int intent = switch (privilege) {
        case SE_BACKUP -> PrivilegeIntent.BACKUP;
        case SE_RESTORE -> PrivilegeIntent.RESTORE;
        default -> PrivilegeIntent.NONE;
      };
      Subject subject = refused.subject();
      tryTo(
          new Remedy.EnablePrivilege(privilege, intent),
          refused.withIntent(refused.intent() | intent)
              .withSubject(subject.toBuilder().privileges(subject.privileges() | privilege.mask()).build()));
    }
  }

  private void tryToken() {
    tryWith(new Remedy.EnableUser(), changed().userDenyOnly(false));
    tryWith(new Remedy.LiftRestrictions(), changed().restrictedSids(List.of()).restrictedDeviceGroups(List.of()));
    tryWith(new Remedy.LeaveConfinement(), changed().confinementSid(null));
    tryWith(new Remedy.LogOnAgain(), changed().sessionDead(false));
    tryWith(new Remedy.RaiseImpersonationLevel(), changed().impersonationLevel(ImpersonationLevel.IMPERSONATION));
  }

  private void tryGroups() {
    List<SidAndAttributes> groups = refused.subject().groups();
    for (int index = 0; index < groups.size(); index++) {
      SidAndAttributes group = groups.get(index);
      if (!group.matchesAllow()) {
        int full = (group.attributes() | GroupAttributes.ENABLED) & ~GroupAttributes.USE_FOR_DENY_ONLY;
        List<SidAndAttributes> enabled = new ArrayList<>(groups);
        enabled.set(index, group.withAttributes(full));
        tryWith(new Remedy.EnableGroup(group.sid()), changed().groups(enabled));
      }
    }
  }

  private void tryMemberships() {
    for (Sid group : Memberships.missing(refused.object().dacl(), refused.subject())) {
      List<SidAndAttributes> groups = new ArrayList<>(refused.subject().groups());
      groups.add(new SidAndAttributes(group, GroupAttributes.ENABLED));
      tryWith(new Remedy.JoinGroup(group), changed().groups(groups));
    }
  }

  private void tryLabels() {
    SaclMetadata metadata = refused.object().metadata();
    tryWith(new Remedy.RaiseIntegrity(metadata.labelLevel()), changed().integrityLevel(metadata.labelLevel()));
    PipLabel required = metadata.trustLabel();
    if (required != null) {
      tryTo(new Remedy.TrustedProcess(required), refused.withCallerPip(required));
    }
  }

  private SubjectBuilder changed() {
    return refused.subject().toBuilder();
  }

  private void tryWith(Remedy remedy, SubjectBuilder subject) {
    tryTo(remedy, refused.withSubject(subject.build()));
  }

  private void tryTo(Remedy remedy, AccessRequest changed) {
    if (PackedDecision.allowed(AccessCheck.granted(changed))) {
      found.add(remedy);
    }
  }
}
