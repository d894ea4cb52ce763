package dev.tokend.kacs.access;

import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.MandatoryPolicyFlag;
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
  private final boolean writeRestricted;
  private final boolean restricted;
  private final boolean confined;
  private final int integrityLevel;
  private final int mandatoryPolicy;
  private final long privileges;
  private final TokenType tokenType;
  private final ImpersonationLevel impersonationLevel;
  private final int auditPolicy;
  private final boolean sessionDead;
  private final AttributeSet userAttributes;
  private final AttributeSet deviceAttributes;
  private final SidTable sids;

  private Subject(Builder b) {
    user = Objects.requireNonNull(b.user, "a subject has a user SID");
    userDenyOnly = b.userDenyOnly;
    groups = b.groups;
    writeRestricted = b.writeRestricted;
    restricted = !b.restrictedSids.isEmpty() || !b.restrictedDeviceGroups.isEmpty();
    confined = b.confinementSid != null && !b.confinementExempt;
    integrityLevel = b.integrityLevel;
    mandatoryPolicy = b.mandatoryPolicy;
    privileges = b.privileges;
    tokenType = b.tokenType;
    impersonationLevel = b.impersonationLevel;
    auditPolicy = b.auditPolicy;
    sessionDead = b.sessionDead;
    userAttributes = AttributeSet.of(b.userClaims);
    deviceAttributes = AttributeSet.of(b.deviceClaims);
    sids = table(b, user);
  }

  private static SidTable table(Builder b, Sid user) {
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

  /** A builder; only {@link Builder#user} has to be called. */
  public static Builder builder() {
    return new Builder();
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

  boolean userDenyOnly() {
    return userDenyOnly;
  }

  int mandatoryPolicy() {
    return mandatoryPolicy;
  }

  TokenType tokenType() {
    return tokenType;
  }

  ImpersonationLevel impersonationLevel() {
    return impersonationLevel;
  }

  boolean sessionDead() {
    return sessionDead;
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

  /** Collects a subject. Lists are copied. */
  public static final class Builder {
    private @Nullable Sid user;
    private boolean userDenyOnly;
    private List<SidAndAttributes> groups = List.of();
    private List<SidAndAttributes> restrictedSids = List.of();
    private boolean writeRestricted;
    private List<SidAndAttributes> deviceGroups = List.of();
    private List<SidAndAttributes> restrictedDeviceGroups = List.of();
    private @Nullable Sid confinementSid;
    private List<SidAndAttributes> confinementCapabilities = List.of();
    private boolean confinementExempt;
    private int integrityLevel = 8192;
    private int mandatoryPolicy = MandatoryPolicyFlag.NO_WRITE_UP.value();
    private long privileges;
    private TokenType tokenType = TokenType.PRIMARY;
    private ImpersonationLevel impersonationLevel = ImpersonationLevel.ANONYMOUS;
    private int auditPolicy;
    private boolean sessionDead;
    private List<Claim> userClaims = List.of();
    private List<Claim> deviceClaims = List.of();

    private Builder() {}

    /** The user SID; the one thing without a default. */
    public Builder user(Sid sid) {
      user = sid;
      return this;
    }

    /** Whether the user SID matches deny ACEs only. */
    public Builder userDenyOnly(boolean denyOnly) {
      userDenyOnly = denyOnly;
      return this;
    }

    /** The groups in token order. */
    public Builder groups(List<SidAndAttributes> list) {
      groups = List.copyOf(list);
      return this;
    }

    /** The restricting SIDs; their attributes do not matter. */
    public Builder restrictedSids(List<SidAndAttributes> list) {
      restrictedSids = List.copyOf(list);
      return this;
    }

    /** Whether the restricted pass judges writing only; such a token must have {@link #userDenyOnly} too. */
    public Builder writeRestricted(boolean writing) {
      writeRestricted = writing;
      return this;
    }

    /** The groups of the device, for Device_Member_of. */
    public Builder deviceGroups(List<SidAndAttributes> list) {
      deviceGroups = List.copyOf(list);
      return this;
    }

    /** The restricting groups of the device. */
    public Builder restrictedDeviceGroups(List<SidAndAttributes> list) {
      restrictedDeviceGroups = List.copyOf(list);
      return this;
    }

    /** The package that the token is confined to, or none. */
    public Builder confinementSid(@Nullable Sid sid) {
      confinementSid = sid;
      return this;
    }

    /** The capabilities of the package; their attributes do not matter. */
    public Builder confinementCapabilities(List<SidAndAttributes> list) {
      confinementCapabilities = List.copyOf(list);
      return this;
    }

    /** Whether the confinement is only a name and confines nothing. */
    public Builder confinementExempt(boolean exempt) {
      confinementExempt = exempt;
      return this;
    }

    /** The integrity level, an unsigned number; Medium (8192) if not given. */
    public Builder integrityLevel(int level) {
      integrityLevel = level;
      return this;
    }

    /** The mandatory policy bits; NO_WRITE_UP if not given. */
    public Builder mandatoryPolicy(int policy) {
      mandatoryPolicy = policy;
      return this;
    }

    /** The privileges present and enabled, bit <i>n</i> for privilege number <i>n</i>. */
    public Builder privileges(long presentAndEnabled) {
      privileges = presentAndEnabled;
      return this;
    }

    /** Primary if not given. */
    public Builder tokenType(TokenType type) {
      tokenType = type;
      return this;
    }

    /** Counts for impersonation tokens only; Anonymous if not given. */
    public Builder impersonationLevel(ImpersonationLevel level) {
      impersonationLevel = level;
      return this;
    }

    /** The audit policy bits. */
    public Builder auditPolicy(int policy) {
      auditPolicy = policy;
      return this;
    }

    /** Whether the logon session is dead, so that every check is refused. */
    public Builder sessionDead(boolean dead) {
      sessionDead = dead;
      return this;
    }

    /** The claims about the user, {@code @User} in conditions. */
    public Builder userClaims(List<Claim> claims) {
      userClaims = List.copyOf(claims);
      return this;
    }

    /** The claims about the device, {@code @Device} in conditions. */
    public Builder deviceClaims(List<Claim> claims) {
      deviceClaims = List.copyOf(claims);
      return this;
    }

    /** The subject; {@link NullPointerException} without a user SID. */
    public Subject build() {
      return new Subject(this);
    }
  }
}
