package dev.tokend.kacs.token;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import java.util.List;

/** Reads a token spec, with the checks in the order of formats §9.3. */
final class TokenSpecReader {
  private final ByteReader spec;

  private TokenSpecReader(ByteReader spec) {
    this.spec = spec;
  }

  static TokenSpec read(byte[] bytes) throws MalformedException {
    ByteReader spec = new ByteReader("token spec", bytes);
    if (bytes.length < TokenSpec.MIN_SIZE || bytes.length > TokenSpec.MAX_SIZE) {
      throw spec.fail("has " + bytes.length + " bytes; 192 to 65536 are allowed");
    }
    try {
      return new TokenSpecReader(spec).read();
    } catch (SpecFault fault) {
      throw spec.failAt(fault.headerOffset(), String.valueOf(fault.getMessage()));
    }
  }

  private TokenSpec read() throws MalformedException {
    TokenType type = tokenType();
    ImpersonationLevel level = impersonationLevel();
    boolean exempt = flag(SpecHeader.CONFINEMENT_EXEMPT);
    boolean writeRestricted = flag(SpecHeader.WRITE_RESTRICTED);
    boolean userDenyOnly = flag(SpecHeader.USER_DENY_ONLY);
    boolean isolationBoundary = flag(SpecHeader.ISOLATION_BOUNDARY);
    versionAndReserved();
    TokenSpec.Policies policies =
        new TokenSpec.Policies(u32(SpecHeader.MANDATORY_POLICY), u32(SpecHeader.AUDIT_POLICY));
    long present = u64(SpecHeader.PRIVILEGES_PRESENT);
    long enabled = u64(SpecHeader.PRIVILEGES_ENABLED);
    TokenSpecRules.policiesAndPrivileges(policies.mandatory(), policies.audit(), present, enabled);
    TokenSpecRules.level(type, level);
    TokenSpecRules.restriction(writeRestricted, userDenyOnly);
    SpecSections sections = new SpecSections(spec);
    Sid user = sections.user();
    TokenSpecRules.projectedUid(u32(SpecHeader.PROJECTED_UID), user);
    List<SidAndAttributes> groups = sections.sids(SpecHeader.GROUPS);
    List<Claim> userClaims = sections.claims(SpecHeader.USER_CLAIMS);
    List<Claim> deviceClaims = sections.claims(SpecHeader.DEVICE_CLAIMS);
    TokenSpec.Device device = new TokenSpec.Device(
        sections.sids(SpecHeader.DEVICE_GROUPS), sections.sids(SpecHeader.RESTRICTED_DEVICE_GROUPS), deviceClaims);
    TokenSpec.Restriction restriction =
        new TokenSpec.Restriction(sections.sids(SpecHeader.RESTRICTED_SIDS), writeRestricted, userDenyOnly);
    Sid confinementSid = sections.confinementSid();
    List<SidAndAttributes> capabilities = sections.sids(SpecHeader.CONFINEMENT_CAPABILITIES);
    TokenSpec.Projection projection = new TokenSpec.Projection(
        u32(SpecHeader.PROJECTED_UID), u32(SpecHeader.PROJECTED_GID), sections.gids());
    TokenSpecRules.groupCount(groups.size());
    Acl defaultDacl = sections.defaultDacl();
    TokenSpec.Confinement confinement =
        new TokenSpec.Confinement(confinementSid, capabilities, exempt, isolationBoundary);
    return new TokenSpec(
        type, level, u32(SpecHeader.INTEGRITY_LEVEL), policies, present, enabled, u64(SpecHeader.LOGON_SESSION_ID),
        u64(SpecHeader.ORIGIN), u32(SpecHeader.INTERACTIVITY_SCOPE), u64(SpecHeader.EXPIRATION),
        TokenSource.read(at(SpecHeader.SOURCE)), user, groups, u32(SpecHeader.OWNER_INDEX),
        u32(SpecHeader.PRIMARY_GROUP_INDEX), defaultDacl, userClaims, device, restriction, confinement, projection);
  }

  private TokenType tokenType() throws MalformedException {
    int number = at(SpecHeader.TOKEN_TYPE).u8();
    TokenType type = TokenType.byValue(number);
    if (type == null) {
      throw spec.failAt(SpecHeader.TOKEN_TYPE, "token type " + number + " is neither 1 nor 2");
    }
    return type;
  }

  private ImpersonationLevel impersonationLevel() throws MalformedException {
    int number = at(SpecHeader.IMPERSONATION_LEVEL).u8();
    ImpersonationLevel level = ImpersonationLevel.byValue(number);
    if (level == null) {
      throw spec.failAt(SpecHeader.IMPERSONATION_LEVEL, "impersonation level " + number + " is not in 0..3");
    }
    return level;
  }

  private void versionAndReserved() throws MalformedException {
    int version = u32(SpecHeader.VERSION);
    if (version != SpecHeader.VERSION_NUMBER) {
      throw spec.failAt(SpecHeader.VERSION, "version is " + Integer.toUnsignedString(version) + ", not 2");
    }
    if (at(SpecHeader.RESERVED_0).u16() != 0) {
      throw spec.failAt(SpecHeader.RESERVED_0, "a reserved field is not 0");
    }
    for (int field : new int[] {SpecHeader.RESERVED_1, SpecHeader.RESERVED_3}) {
      if (u32(field) != 0) {
        throw spec.failAt(field, "a reserved field is not 0");
      }
    }
  }

  private boolean flag(int field) throws MalformedException {
    int value = at(field).u8();
    if (value > 1) {
      throw spec.failAt(field, "a flag is " + value + ", not 0 or 1");
    }
    return value == 1;
  }

  private int u32(int field) throws MalformedException {
    return at(field).i32();
  }

  private long u64(int field) throws MalformedException {
    return at(field).i64();
  }

  private ByteReader at(int field) {
    return spec.range(field, SpecHeader.SIZE);
  }
}
