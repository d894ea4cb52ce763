package dev.tokend.kacs.access;

import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.condition.AttributeSet;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A token as the access check sees it, prepared for many checks: immutable, and free to be shared between threads.
 *
 * <p>Every SID of the token stands in one hash table with all that the passes may ask of it, so that an ACE is matched
 * by one look-up whatever the number of groups.
 */
public final class Subject {
  private final Sid user;
  private final boolean userDenyOnly;
  private final List<SidAndAttributes> groups;
  private final List<SidAndAttributes> restrictedSids;
  private final boolean writeRestricted;
  private final List<SidAndAttributes> deviceGroups;
  private final List<SidAndAttributes> restrictedDeviceGroups;
  private final @Nullable Sid confinementSid;
  private final List<SidAndAttributes> confinementCapabilities;
  private final boolean confinementExempt;
  private final int integrityLevel;
  private final int mandatoryPolicy;
  private final long privileges;
  private final TokenType tokenType;
  private final ImpersonationLevel impersonationLevel;
  private final int auditPolicy;
  private final boolean sessionDead;
  private final List<Claim> userClaims;
  private final List<Claim> deviceClaims;
  private final boolean restricted;
  private final boolean confined;
  private final AttributeSet userAttributes;
  private final AttributeSet deviceAttributes;
  private final SidTable sids;

  Subject(SubjectBuilder b) {
    user = Objects.requireNonNull(b.user, "a subject has a user SID");
    userDenyOnly = b.userDenyOnly;
    groups = b.groups;
    restrictedSids = b.restrictedSids;
    writeRestricted = b.writeRestricted;
    deviceGroups = b.deviceGroups;
    restrictedDeviceGroups = b.restrictedDeviceGroups;
    confinementSid = b.confinementSid;
    confinementCapabilities = b.confinementCapabilities;
    confinementExempt = b.confinementExempt;
    integrityLevel = b.integrityLevel;
    mandatoryPolicy = b.mandatoryPolicy;
    privileges = b.privileges;
    tokenType = b.tokenType;
    impersonationLevel = b.impersonationLevel;
    auditPolicy = b.auditPolicy;
    sessionDead = b.sessionDead;
    userClaims = b.userClaims;
    deviceClaims = b.deviceClaims;
    restricted = !restrictedSids.isEmpty() || !restrictedDeviceGroups.isEmpty();
    confined = confinementSid != null && !confinementExempt;
    userAttributes = AttributeSet.of(b.userClaims);
    deviceAttributes = AttributeSet.of(b.deviceClaims);
    sids = table(b, user);
  }

  private static SidTable table(SubjectBuilder b, Sid user) {
    SidTable table = new SidTable(2 + b.groups.size() + b.deviceGroups.size() + b.restrictedSids.size()
        + b.restrictedDeviceGroups.size() + b.confinementCapabilities.size());
    table.add(user, SidFacts.PRESENT | SidFacts.DENY | (b.userDenyOnly ? 0 : SidFacts.ALLOW));
    for (SidAndAttributes group : b.groups) {
      table.add(group.sid(), SidFacts.PRESENT
          | bySide(group, SidFacts.ALLOW | SidFacts.GROUP_ALLOW, SidFacts.DENY | SidFacts.GROUP_DENY));
    }
    for (SidAndAttributes group : b.deviceGroups) {
      table.add(group.sid(), bySide(group, SidFacts.DEVICE_ALLOW, SidFacts.DEVICE_DENY));
    }
    for (SidAndAttributes restricting : b.restrictedSids) {
      table.add(restricting.sid(), SidFacts.RESTRICTING);
    }
    for (SidAndAttributes group : b.restrictedDeviceGroups) {
      table.add(group.sid(),
          bySide(group, SidFacts.RESTRICTING_DEVICE_ALLOW, SidFacts.RESTRICTING_DEVICE_DENY));
    }
    if (b.confinementSid != null) {
      table.add(b.confinementSid, SidFacts.CONFINING);
    }
    for (SidAndAttributes capability : b.confinementCapabilities) {
      table.add(capability.sid(), SidFacts.CONFINING);
    }
    return table;
  }

  private static int bySide(SidAndAttributes group, int allow, int deny) {
    return (group.matchesAllow() ? allow : 0) | (group.matchesDeny() ? deny : 0);
  }

  /** A builder; only {@link SubjectBuilder#user} has to be called. */
  public static SubjectBuilder builder() {
    return new SubjectBuilder();
  }

  /** A builder that starts with everything this subject has. */
  public SubjectBuilder toBuilder() {
    return builder()
        .user(user)
        .userDenyOnly(userDenyOnly)
        .groups(groups)
        .restrictedSids(restrictedSids)
        .writeRestricted(writeRestricted)
        .deviceGroups(deviceGroups)
        .restrictedDeviceGroups(restrictedDeviceGroups)
        .confinementSid(confinementSid)
        .confinementCapabilities(confinementCapabilities)
        .confinementExempt(confinementExempt)
        .integrityLevel(integrityLevel)
        .mandatoryPolicy(mandatoryPolicy)
        .privileges(privileges)
        .tokenType(tokenType)
        .impersonationLevel(impersonationLevel)
        .auditPolicy(auditPolicy)
        .sessionDead(sessionDead)
        .userClaims(userClaims)
        .deviceClaims(deviceClaims);
  }

  /** The user SID. */
  public Sid user() {
    return user;
  }

  /** The groups in token order, disabled and deny-only ones too. */
  public List<SidAndAttributes> groups() {
    return groups;
  }

  /** The integrity level, an unsigned number. */
  public int integrityLevel() {
    return integrityLevel;
  }

  /** The privileges present and enabled, bit <i>n</i> for privilege number <i>n</i>. */
  public long privileges() {
    return privileges;
  }

  /** The audit policy bits. */
  public int auditPolicy() {
    return auditPolicy;
  }

  /** Whether there is a restricting SID or restricting device group, so that the restricted pass runs. */
  public boolean restricted() {
    return restricted;
  }

  /** Whether the restricted pass judges writing only. */
  public boolean writeRestricted() {
    return writeRestricted;
  }

  /** Whether there is a confinement SID and no exemption, so that the confinement pass runs. */
  public boolean confined() {
    return confined;
  }

  /** Whether the user SID matches deny ACEs only. */
  public boolean userDenyOnly() {
    return userDenyOnly;
  }

  /** The mandatory policy bits. */
  public int mandatoryPolicy() {
    return mandatoryPolicy;
  }

  /** Primary or impersonation. */
  public TokenType tokenType() {
    return tokenType;
  }

  /** The impersonation level, which counts for impersonation tokens only. */
  public ImpersonationLevel impersonationLevel() {
    return impersonationLevel;
  }

  /** Whether the logon session is dead, so that every check is refused. */
  public boolean sessionDead() {
    return sessionDead;
  }

  /** The restricting SIDs, whose attributes do not matter. */
  public List<SidAndAttributes> restrictedSids() {
    return restrictedSids;
  }

  /** The groups of the device. */
  public List<SidAndAttributes> deviceGroups() {
    return deviceGroups;
  }

  /** The restricting groups of the device. */
  public List<SidAndAttributes> restrictedDeviceGroups() {
    return restrictedDeviceGroups;
  }

  /** The package SID; null for a token that is not confined. */
  public @Nullable Sid confinementSid() {
    return confinementSid;
  }

  /** The capabilities of the package. */
  public List<SidAndAttributes> confinementCapabilities() {
    return confinementCapabilities;
  }

  /** Whether the confinement is only a name and confines nothing. */
  public boolean confinementExempt() {
    return confinementExempt;
  }

  /** The claims about the user. */
  public List<Claim> userClaims() {
    return userClaims;
  }

  /** The claims about the device. */
  public List<Claim> deviceClaims() {
    return deviceClaims;
  }

  /** {@code @User} in conditions. */
  AttributeSet userAttributes() {
    return userAttributes;
  }

  /** {@code @Device} in conditions. */
  AttributeSet deviceAttributes() {
    return deviceAttributes;
  }

  /** What the token says of a SID: bits of {@link SidFacts}. */
  int facts(Sid sid) {
    return sids.facts(sid);
  }

  /** As {@link #facts(Sid)}, with the SID's hash. */
  int facts(Sid sid, int hash) {
    return sids.facts(sid, hash);
  }
}
