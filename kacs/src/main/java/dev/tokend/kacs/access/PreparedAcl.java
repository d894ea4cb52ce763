package dev.tokend.kacs.access;

import dev.tokend.kacs.catalog.AceType;
import dev.tokend.kacs.condition.ConditionProgram;
import dev.tokend.kacs.sd.AccessMask;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.AceFlags;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.ConditionalAce;
import dev.tokend.kacs.sd.Guid;
import dev.tokend.kacs.sd.MaskedAce;
import dev.tokend.kacs.sd.ObjectScopedAce;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.WellKnown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An ACL prepared for many checks: what a pass asks of each ACE, in flat arrays. Immutable, and free to be shared
 * between threads. Indexes are those of the ACL's ACEs.
 */
final class PreparedAcl {
  private final Acl acl;
  private final int[] kinds;
  private final int[] masks;
  private final int[] sidHashes;
  private final Sid[] sids;
  private final @Nullable Guid[] objectTypes;
  private final @Nullable ConditionProgram[] conditions;
  private final boolean namesOwnerRights;
  private final boolean reports;

  private PreparedAcl(Acl acl) {
    this.acl = acl;
    List<Ace> aces = acl.aces();
    int size = aces.size();
    kinds = new int[size];
    masks = new int[size];
    sidHashes = new int[size];
    sids = new Sid[size];
    objectTypes = new @Nullable Guid[size];
    conditions = new @Nullable ConditionProgram[size];
    boolean ownerRights = false;
    boolean audits = false;
    for (int ace = 0; ace < size; ace++) {
      prepare(ace, aces.get(ace));
      ownerRights |= isOwnerRightsRule(kinds[ace]);
      audits |= (kinds[ace] & (AceKind.AUDIT | AceKind.ALARM)) != 0;
    }
    namesOwnerRights = ownerRights;
    reports = audits;
  }

  /** Prepares an ACL. */
  static PreparedAcl of(Acl acl) {
    return new PreparedAcl(acl);
  }

  private void prepare(int index, Ace ace) {
    // An opaque ACE has no SID; its kind says that nobody will ask for one.
    sids[index] = ace instanceof MaskedAce masked ? masked.sid() : WellKnown.NOBODY;
    sidHashes[index] = sids[index].hashCode();
    if (ace instanceof MaskedAce masked) {
      masks[index] = masked.mask() & ~AccessMask.RESERVED;
      kinds[index] = role(masked.type()) | sidKind(masked.sid()) | flagKind(masked.flags());
    } else {
      kinds[index] = flagKind(ace.flags());
    }
    if (ace instanceof ConditionalAce conditional) {
      kinds[index] |= AceKind.CONDITIONAL;
      conditions[index] = ConditionProgram.of(conditional.applicationData());
    }
    if (ace instanceof ObjectScopedAce scoped) {
      objectTypes[index] = scoped.objectType();
    }
  }

  private static int role(AceType type) {
    return switch (type) {
      case ACCESS_ALLOWED, ACCESS_ALLOWED_OBJECT, ACCESS_ALLOWED_CALLBACK, ACCESS_ALLOWED_CALLBACK_OBJECT ->
          AceKind.ALLOW;
      case ACCESS_DENIED, ACCESS_DENIED_OBJECT, ACCESS_DENIED_CALLBACK, ACCESS_DENIED_CALLBACK_OBJECT ->
          AceKind.DENY;
      case SYSTEM_AUDIT, SYSTEM_AUDIT_OBJECT, SYSTEM_AUDIT_CALLBACK, SYSTEM_AUDIT_CALLBACK_OBJECT -> AceKind.AUDIT;
      case SYSTEM_ALARM, SYSTEM_ALARM_OBJECT, SYSTEM_ALARM_CALLBACK, SYSTEM_ALARM_CALLBACK_OBJECT -> AceKind.ALARM;
      default -> 0;
    };
  }

  private static int sidKind(Sid sid) {
    if (sid.equals(WellKnown.OWNER_RIGHTS)) {
      return AceKind.OWNER_RIGHTS;
    }
    return sid.equals(WellKnown.PRINCIPAL_SELF) ? AceKind.PRINCIPAL_SELF : 0;
  }

  private static int flagKind(int flags) {
    return ((flags & AceFlags.INHERIT_ONLY) != 0 ? AceKind.INHERIT_ONLY : 0)
        | ((flags & AceFlags.SUCCESSFUL_ACCESS) != 0 ? AceKind.ON_SUCCESS : 0)
        | ((flags & AceFlags.FAILED_ACCESS) != 0 ? AceKind.ON_FAILURE : 0);
  }

  private static boolean isOwnerRightsRule(int kind) {
    return (kind & AceKind.OWNER_RIGHTS) != 0
        && (kind & (AceKind.ALLOW | AceKind.DENY)) != 0
        && (kind & AceKind.INHERIT_ONLY) == 0;
  }

  /** The ACL as it was. */
  Acl acl() {
    return acl;
  }

  /** The number of ACEs. */
  int size() {
    return kinds.length;
  }

  /** Bits of {@link AceKind}. */
  int kind(int ace) {
    return kinds[ace];
  }

  /** Whether the ACE is of an allow type. */
  boolean allows(int ace) {
    return (kinds[ace] & AceKind.ALLOW) != 0;
  }

  /** The mask before mapping, without reserved bits (KACS v0.22 §3.3). */
  int mask(int ace) {
    return masks[ace];
  }

  /** Whom the ACE names. */
  Sid sid(int ace) {
    return sids[ace];
  }

  /** The hash code of {@link #sid}. */
  int sidHash(int ace) {
    return sidHashes[ace];
  }

  /** The part of the object that the ACE speaks of; null for the whole. */
  @Nullable Guid objectType(int ace) {
    return objectTypes[ace];
  }

  /** The condition of a callback ACE; null for one without. */
  @Nullable ConditionProgram condition(int ace) {
    return conditions[ace];
  }

  /** Whether an ACE that takes part in access names OWNER RIGHTS, so that implicit rights fall away. */
  boolean namesOwnerRights() {
    return namesOwnerRights;
  }

  /** Whether there is an audit or alarm ACE. */
  boolean reports() {
    return reports;
  }
}
