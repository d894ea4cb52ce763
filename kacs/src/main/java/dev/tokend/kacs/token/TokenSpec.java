package dev.tokend.kacs.token;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sid.GroupAttributes;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a token is minted from (KACS v0.22 §4.2, formats §9). A value keeps every rule of formats §9.3 but the two that
 * need the logon session: that it exists and lives, and that no group is its logon SID.
 *
 * @param type primary or impersonation
 * @param impersonationLevel {@link ImpersonationLevel#ANONYMOUS} for a primary token
 * @param integrityLevel any u32; unnamed levels are legal and compared as numbers
 * @param policies mandatory and audit policy
 * @param privilegesPresent the privileges, bit <i>n</i> for LUID <i>n</i>
 * @param privilegesEnabled the ones that are on, now and after a reset; part of {@code privilegesPresent}
 * @param logonSessionId the session it belongs to
 * @param origin the session that a derived logon came from; 0 for none
 * @param interactivityScope 0 for services
 * @param expiration 0 for none; kept, never enforced
 * @param source who mints it
 * @param user whom it is of
 * @param groups at most 1023, with attributes as given; see {@link #storedGroups}
 * @param ownerIndex 0 for the user, or <i>n</i> for {@code groups[n-1]}, which has SE_GROUP_OWNER
 * @param primaryGroupIndex 0 for the user, or <i>n</i> for {@code groups[n-1]}
 * @param defaultDacl the DACL of new objects; null for none
 * @param userClaims claims of the user
 * @param device the machine that the user is at
 * @param restriction restricting SIDs
 * @param confinement the sandbox
 * @param projection what Linux sees
 */
public record TokenSpec(
    TokenType type,
    ImpersonationLevel impersonationLevel,
    int integrityLevel,
    Policies policies,
    long privilegesPresent,
    long privilegesEnabled,
    long logonSessionId,
    long origin,
    int interactivityScope,
    long expiration,
    TokenSource source,
    Sid user,
    List<SidAndAttributes> groups,
    int ownerIndex,
    int primaryGroupIndex,
    @Nullable Acl defaultDacl,
    List<Claim> userClaims,
    Device device,
    Restriction restriction,
    Confinement confinement,
    Projection projection) {
  /** The largest number of groups, the logon SID not counted. */
  public static final int MAX_GROUPS = 1023;

  /** The smallest size of the binary form, in bytes. */
  public static final int MIN_SIZE = SpecHeader.SIZE;

  /** The largest size of the binary form, in bytes. */
  public static final int MAX_SIZE = 65536;

  /**
   * Takes copies.
   *
   * @throws SpecFault if a rule is broken
   */
  public TokenSpec {
    groups = List.copyOf(groups);
    userClaims = List.copyOf(userClaims);
    TokenSpecRules.policiesAndPrivileges(policies.mandatory(), policies.audit(), privilegesPresent, privilegesEnabled);
    TokenSpecRules.level(type, impersonationLevel);
    TokenSpecRules.projectedUid(projection.uid(), user);
    TokenSpecRules.groupCount(groups.size());
    TokenSpecRules.indices(ownerIndex, primaryGroupIndex, groups);
  }

  /**
   * The flag words.
   *
   * @param mandatory integrity policy, bits of 0x3
   * @param audit audit policy, bits of 0xF
   */
  public record Policies(int mandatory, int audit) {}

  /**
   * The machine that the user is at.
   *
   * @param groups its groups
   * @param restrictedGroups what takes their place in the restricted pass
   * @param claims its claims
   */
  public record Device(
      List<SidAndAttributes> groups, List<SidAndAttributes> restrictedGroups, List<Claim> claims) {
    /** No device. */
    public static final Device NONE = new Device(List.of(), List.of(), List.of());

    /** Takes copies. */
    public Device {
      groups = List.copyOf(groups);
      restrictedGroups = List.copyOf(restrictedGroups);
      claims = List.copyOf(claims);
    }
  }

  /**
   * What holds the token below its user.
   *
   * @param sids the restricting SIDs; none means unrestricted
   * @param writeRestricted whether they limit only rights that write; needs {@code userDenyOnly}
   * @param userDenyOnly whether the user SID matches deny entries only
   */
  public record Restriction(List<SidAndAttributes> sids, boolean writeRestricted, boolean userDenyOnly) {
    /** Unrestricted. */
    public static final Restriction NONE = new Restriction(List.of(), false, false);

    /** Takes a copy and refuses write-restricted without user-deny-only. */
    public Restriction {
      sids = List.copyOf(sids);
      TokenSpecRules.restriction(writeRestricted, userDenyOnly);
    }
  }

  /**
   * The sandbox that the token is confined to.
   *
   * @param sid the confinement SID; null for none
   * @param capabilities the capability SIDs
   * @param exempt whether the confinement pass is skipped
   * @param isolationBoundary kept and not enforced; needs a SID
   */
  public record Confinement(
      @Nullable Sid sid, List<SidAndAttributes> capabilities, boolean exempt, boolean isolationBoundary) {
    /** Not confined. */
    public static final Confinement NONE = new Confinement(null, List.of(), false, false);

    /** Takes a copy and refuses a boundary without a SID. */
    public Confinement {
      capabilities = List.copyOf(capabilities);
      TokenSpecRules.isolation(isolationBoundary, sid);
    }
  }

  /**
   * What the token is to Linux.
   *
   * @param uid 0 for S-1-5-18 only; 65534 where there is no mapping
   * @param gid any
   * @param supplementaryGids in stored order
   */
  public record Projection(int uid, int gid, List<Integer> supplementaryGids) {
    /** The number that stands for no mapping. */
    public static final int UNMAPPED = 65534;

    /** Takes a copy. */
    public Projection {
      supplementaryGids = List.copyOf(supplementaryGids);
    }
  }

  /** A builder of a spec for a primary token of {@code user} at medium integrity, with nothing else in it. */
  public static TokenSpecBuilder builder(Sid user, long logonSessionId) {
    return new TokenSpecBuilder(user, logonSessionId);
  }

  /**
   * Parses a spec that the whole array is; the checks are made in the order of formats §9.3.
   *
   * @throws MalformedException at the first check that fails
   */
  public static TokenSpec parse(byte[] bytes) throws MalformedException {
    return TokenSpecReader.read(bytes);
  }

  /**
   * The binary form: sections in header order, those without content left out, nothing between them.
   *
   * @throws MalformedException if it would have more than {@link #MAX_SIZE} bytes
   */
  public byte[] toByteArray() throws MalformedException {
    return TokenSpecWriter.write(this);
  }

  /**
   * The groups as a token made from this holds them: on if and only if enabled by default (formats §9.3, rule 10). The
   * logon SID is not among them.
   */
  public List<SidAndAttributes> storedGroups() {
    List<SidAndAttributes> stored = new ArrayList<>(groups.size());
    for (SidAndAttributes group : groups) {
      stored.add(group.withAttributes(group.isEnabledByDefault()
          ? group.attributes() | GroupAttributes.ENABLED
          : group.attributes() & ~GroupAttributes.ENABLED));
    }
    return List.copyOf(stored);
  }
}
