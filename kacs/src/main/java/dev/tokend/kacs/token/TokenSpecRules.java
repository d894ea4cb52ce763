package dev.tokend.kacs.token;

import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.sid.WellKnown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of formats §9.3 on the values of a token spec, each in one place for the reader and for the builder. The
 * numbers are those of the list there.
 */
final class TokenSpecRules {
  static final int MANDATORY_POLICY_BITS = 0x3;
  static final int AUDIT_POLICY_BITS = 0xF;

  private TokenSpecRules() {}

  /** Rule 4. */
  static void policiesAndPrivileges(int mandatoryPolicy, int auditPolicy, long present, long enabled) {
    if ((mandatoryPolicy & ~MANDATORY_POLICY_BITS) != 0) {
      throw new SpecFault(SpecHeader.MANDATORY_POLICY,
          "mandatory policy 0x" + Integer.toHexString(mandatoryPolicy) + " has bits besides 0x3");
    }
    if ((auditPolicy & ~AUDIT_POLICY_BITS) != 0) {
      throw new SpecFault(SpecHeader.AUDIT_POLICY,
          "audit policy 0x" + Integer.toHexString(auditPolicy) + " has bits besides 0xf");
    }
    if ((enabled & ~present) != 0) {
      throw new SpecFault(SpecHeader.PRIVILEGES_ENABLED,
          "privileges 0x" + Long.toHexString(enabled & ~present) + " are enabled but not present");
    }
  }

  /** Rule 5, first half. */
  static void level(TokenType type, ImpersonationLevel level) {
    if (type == TokenType.PRIMARY && level != ImpersonationLevel.ANONYMOUS) {
      throw new SpecFault(SpecHeader.IMPERSONATION_LEVEL, "a primary token has impersonation level 0");
    }
  }

  /** Rule 5, second half. */
  static void restriction(boolean writeRestricted, boolean userDenyOnly) {
    if (writeRestricted && !userDenyOnly) {
      throw new SpecFault(SpecHeader.WRITE_RESTRICTED, "a write-restricted token is user-deny-only too");
    }
  }

  /** Rule 7, second half. */
  static void projectedUid(int projectedUid, Sid user) {
    if (projectedUid == 0 && !user.equals(WellKnown.SYSTEM)) {
      throw new SpecFault(SpecHeader.PROJECTED_UID, "only S-1-5-18 is projected to uid 0, not " + user);
    }
  }

  /** Rule 10, second half. */
  static void groupCount(long count) {
    if (count > TokenSpec.MAX_GROUPS) {
      throw new SpecFault(SpecHeader.GROUPS + 4, count + " groups; at most 1023 are allowed beside the logon SID");
    }
  }

  /** Rule 12. */
  static void isolation(boolean isolationBoundary, @Nullable Sid confinementSid) {
    if (isolationBoundary && confinementSid == null) {
      throw new SpecFault(SpecHeader.ISOLATION_BOUNDARY, "an isolation boundary needs a confinement SID");
    }
  }

  /** Rule 13. */
  static void indices(int ownerIndex, int primaryGroupIndex, List<SidAndAttributes> groups) {
    if (Integer.compareUnsigned(ownerIndex, groups.size()) > 0) {
      throw new SpecFault(SpecHeader.OWNER_INDEX,
          "owner index " + Integer.toUnsignedString(ownerIndex) + " with " + groups.size() + " groups");
    }
    if (ownerIndex != 0 && !groups.get(ownerIndex - 1).isOwner()) {
      throw new SpecFault(SpecHeader.OWNER_INDEX,
          "owner index " + ownerIndex + " is a group without SE_GROUP_OWNER: " + groups.get(ownerIndex - 1).sid());
    }
    if (Integer.compareUnsigned(primaryGroupIndex, groups.size()) > 0) {
      throw new SpecFault(SpecHeader.PRIMARY_GROUP_INDEX,
          "primary group index " + Integer.toUnsignedString(primaryGroupIndex) + " with " + groups.size() + " groups");
    }
  }
}
