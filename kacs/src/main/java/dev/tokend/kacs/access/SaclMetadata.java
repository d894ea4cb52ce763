package dev.tokend.kacs.access;

import dev.tokend.kacs.catalog.AceType;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.condition.AttributeSet;
import dev.tokend.kacs.sd.AccessMask;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.LabelPolicy;
import dev.tokend.kacs.sd.MaskedAce;
import dev.tokend.kacs.sd.ResourceAttributeAce;
import dev.tokend.kacs.sid.Sid;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stage 3: what the SACL says before the DACL is read, KACS v0.22 §10.3, §10.7, §10.8. Inherit-only ACEs say nothing.
 *
 * @param refusal the fault of a label that makes every check of the object fail; null if there is none
 * @param labelled whether there is a mandatory label; otherwise level and policy are those of an unlabelled object
 * @param labelLevel the object's integrity level, an unsigned number
 * @param labelPolicy bits of {@link LabelPolicy}, perhaps with others that mean nothing
 * @param trustLabel what a process must dominate; null for any process
 * @param trustMask what the trust label leaves to a process that does not, before mapping
 * @param resourceAttributes {@code @Resource} in conditions; of several ACEs with one name, the first counts
 * @param policies the SIDs of central policies in the order of their ACEs, duplicates included
 */
record SaclMetadata(
    @Nullable Refusal refusal,
    boolean labelled,
    int labelLevel,
    int labelPolicy,
    @Nullable PipLabel trustLabel,
    int trustMask,
    AttributeSet resourceAttributes,
    List<Sid> policies) {

  /** Medium: the level of an object without a label. */
  static final int DEFAULT_LEVEL = 8192;

  private static final long INTEGRITY_AUTHORITY = 16;
  private static final long TRUST_AUTHORITY = 19;

  /** Reads a SACL; null for a descriptor that has none. */
  static SaclMetadata of(@Nullable Acl sacl) {
    List<Ace> aces = sacl == null ? List.of() : sacl.aces();
    MaskedAce label = first(aces, AceType.SYSTEM_MANDATORY_LABEL);
    MaskedAce trust = first(aces, AceType.SYSTEM_PROCESS_TRUST_LABEL);
    // Both labels are looked at even where they turn out not to matter.
    boolean goodLabel = label == null || hasShape(label.sid(), INTEGRITY_AUTHORITY, 1);
    boolean goodTrust = trust == null || hasShape(trust.sid(), TRUST_AUTHORITY, 2);
    Refusal fault = goodTrust ? null : Refusal.BAD_TRUST_LABEL;
    return new SaclMetadata(
        goodLabel ? fault : Refusal.BAD_MANDATORY_LABEL,
        label != null,
        label == null || !goodLabel ? DEFAULT_LEVEL : label.sid().subAuthority(0),
        label == null ? LabelPolicy.NO_WRITE_UP : label.mask(),
        trust == null || !goodTrust ? null : new PipLabel(trust.sid().subAuthority(0), trust.sid().subAuthority(1)),
        trust == null ? 0 : trust.mask() & ~AccessMask.RESERVED,
        resourceAttributes(aces),
        policies(aces));
  }

  private static @Nullable MaskedAce first(List<Ace> aces, AceType type) {
    for (Ace ace : aces) {
      if (isOf(type, ace)) {
        return (MaskedAce) ace;
      }
    }
    return null;
  }

  private static AttributeSet resourceAttributes(List<Ace> aces) {
    List<Claim> claims = new ArrayList<>();
    for (Ace ace : aces) {
      if (ace instanceof ResourceAttributeAce attribute && !ace.isInheritOnly()) {
        claims.add(attribute.claim());
      }
    }
    return AttributeSet.of(claims);
  }

  private static List<Sid> policies(List<Ace> aces) {
    List<Sid> sids = new ArrayList<>();
    for (Ace ace : aces) {
      if (isOf(AceType.SYSTEM_SCOPED_POLICY_ID, ace)) {
        sids.add(((MaskedAce) ace).sid());
      }
    }
    return List.copyOf(sids);
  }

  private static boolean isOf(AceType type, Ace ace) {
    return ace instanceof MaskedAce masked && masked.type() == type && !ace.isInheritOnly();
  }

  private static boolean hasShape(Sid sid, long authority, int subAuthorities) {
    return sid.authority() == authority && sid.subAuthorityCount() == subAuthorities;
  }
}
