package dev.tokend.kacs.access;

import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.MandatoryPolicyFlag;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects a {@link Subject}. Lists are copied. */
public final class SubjectBuilder {
  @Nullable Sid user;
  boolean userDenyOnly;
  List<SidAndAttributes> groups = List.of();
  List<SidAndAttributes> restrictedSids = List.of();
  boolean writeRestricted;
  List<SidAndAttributes> deviceGroups = List.of();
  List<SidAndAttributes> restrictedDeviceGroups = List.of();
  @Nullable Sid confinementSid;
  List<SidAndAttributes> confinementCapabilities = List.of();
  boolean confinementExempt;
  int integrityLevel = 8192;
  int mandatoryPolicy = MandatoryPolicyFlag.NO_WRITE_UP.value();
  long privileges;
  TokenType tokenType = TokenType.PRIMARY;
  ImpersonationLevel impersonationLevel = ImpersonationLevel.ANONYMOUS;
  int auditPolicy;
  boolean sessionDead;
  List<Claim> userClaims = List.of();
  List<Claim> deviceClaims = List.of();

  SubjectBuilder() {}

  /** The user SID; the one thing without a default. */
  public SubjectBuilder user(Sid sid) {
    user = sid;
    return this;
  }

  /** Whether the user SID matches deny ACEs only. */
  public SubjectBuilder userDenyOnly(boolean denyOnly) {
    userDenyOnly = denyOnly;
    return this;
  }

  /** The groups in token order. */
  public SubjectBuilder groups(List<SidAndAttributes> list) {
    groups = List.copyOf(list);
    return this;
  }

  /** The restricting SIDs; their attributes do not matter. */
  public SubjectBuilder restrictedSids(List<SidAndAttributes> list) {
    restrictedSids = List.copyOf(list);
    return this;
  }

  /** Whether the restricted pass judges writing only; such a token must have {@link #userDenyOnly} too. */
  public SubjectBuilder writeRestricted(boolean writing) {
    writeRestricted = writing;
    return this;
  }

  /** The groups of the device, for Device_Member_of. */
  public SubjectBuilder deviceGroups(List<SidAndAttributes> list) {
    deviceGroups = List.copyOf(list);
    return this;
  }

  /** The restricting groups of the device. */
  public SubjectBuilder restrictedDeviceGroups(List<SidAndAttributes> list) {
    restrictedDeviceGroups = List.copyOf(list);
    return this;
  }

  /** The package that the token is confined to, or none. */
  public SubjectBuilder confinementSid(@Nullable Sid sid) {
    confinementSid = sid;
    return this;
  }

  /** The capabilities of the package; their attributes do not matter. */
  public SubjectBuilder confinementCapabilities(List<SidAndAttributes> list) {
    confinementCapabilities = List.copyOf(list);
    return this;
  }

  /** Whether the confinement is only a name and confines nothing. */
  public SubjectBuilder confinementExempt(boolean exempt) {
    confinementExempt = exempt;
    return this;
  }

  /** The integrity level, an unsigned number; Medium (8192) if not given. */
  public SubjectBuilder integrityLevel(int level) {
    integrityLevel = level;
    return this;
  }

  /** The mandatory policy bits; NO_WRITE_UP if not given. */
  public SubjectBuilder mandatoryPolicy(int policy) {
    mandatoryPolicy = policy;
    return this;
  }

  /** The privileges present and enabled, bit <i>n</i> for privilege number <i>n</i>. */
  public SubjectBuilder privileges(long presentAndEnabled) {
    privileges = presentAndEnabled;
    return this;
  }

  /** Primary if not given. */
  public SubjectBuilder tokenType(TokenType type) {
    tokenType = type;
    return this;
  }

  /** Counts for impersonation tokens only; Anonymous if not given. */
  public SubjectBuilder impersonationLevel(ImpersonationLevel level) {
    impersonationLevel = level;
    return this;
  }

  /** The audit policy bits. */
  public SubjectBuilder auditPolicy(int policy) {
    auditPolicy = policy;
    return this;
  }

  /** Whether the logon session is dead, so that every check is refused. */
  public SubjectBuilder sessionDead(boolean dead) {
    sessionDead = dead;
    return this;
  }

  /** The claims about the user, {@code @User} in conditions. */
  public SubjectBuilder userClaims(List<Claim> claims) {
    userClaims = List.copyOf(claims);
    return this;
  }

  /** The claims about the device, {@code @Device} in conditions. */
  public SubjectBuilder deviceClaims(List<Claim> claims) {
    deviceClaims = List.copyOf(claims);
    return this;
  }

  /** The subject; {@link NullPointerException} without a user SID. */
  public Subject build() {
    return new Subject(this);
  }
}
