package dev.tokend.kacs.access;

import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.sd.AccessMask;
import java.util.ArrayList;
import java.util.List;

/**
 * Stage 11: which privileges contributed to the result (access-check §11).
 *
 * <p>A privilege counts as used if it contributed a requested bit that is in the final result, whether or not an ACE
 * would have granted it too. What the trust label or the confinement removed shows up as failed use. A MAXIMUM_ALLOWED
 * request uses nothing.
 */
final class PrivilegeUseAccounting {
  /** The privileges that play a part in the check, in the order of their events. */
  static final List<Privilege> ORDER = List.of(
      Privilege.SE_SECURITY,
      Privilege.SE_BACKUP,
      Privilege.SE_RESTORE,
      Privilege.SE_TAKE_OWNERSHIP,
      Privilege.SE_RELABEL);

  private static final long ALL = Privilege.SE_SECURITY.mask() | Privilege.SE_BACKUP.mask()
      | Privilege.SE_RESTORE.mask() | Privilege.SE_TAKE_OWNERSHIP.mask() | Privilege.SE_RELABEL.mask();

  private PrivilegeUseAccounting() {}

  /**
   * The privileges to mark as used, bit <i>n</i> for privilege number <i>n</i>.
   *
   * @param privilegeGrant what privileges gave, {@link Evaluation#privilegeGrant()}
   * @param result the rights in the result: the root's, or with a result per node those of any node
   */
  static long used(AccessRequest request, int privilegeGrant, int result) {
    if (request.maximumAllowed() || (request.subject().privileges() & ALL) == 0) {
      return 0;
    }
    long used = 0;
    for (int index = 0; index < ORDER.size(); index++) {
      Privilege privilege = ORDER.get(index);
      if ((asked(privilege, request, privilegeGrant) & result) != 0) {
        used |= privilege.mask();
      }
    }
    return used;
  }

  /** The events that the subject's audit policy asks for; parameters as {@link #used}. */
  static List<PrivilegeUse> events(AccessRequest request, int privilegeGrant, int result) {
    if (request.maximumAllowed() || request.subject().auditPolicy() == 0) {
      return List.of();
    }
    List<PrivilegeUse> events = new ArrayList<>();
    for (Privilege privilege : ORDER) {
      int asked = asked(privilege, request, privilegeGrant);
      PrivilegeUse use = new PrivilegeUse(privilege, asked, asked & result);
      if (asked != 0 && SubjectAuditPolicy.auditsPrivilegeUse(request.subject(), use.success())) {
        events.add(use);
      }
    }
    return List.copyOf(events);
  }

  private static int asked(Privilege privilege, AccessRequest request, int privilegeGrant) {
    return contributed(privilege, request, privilegeGrant) & request.want();
  }

  private static int contributed(Privilege privilege, AccessRequest request, int privilegeGrant) {
    return switch (privilege) {
      case SE_TAKE_OWNERSHIP -> TakeOwnership.gave(request, privilegeGrant);
      case SE_RELABEL -> request.holds(privilege) && MandatoryIntegrity.bites(request) ? AccessMask.WRITE_OWNER : 0;
      default -> PrivilegePass.given(privilege, request);
    };
  }
}
