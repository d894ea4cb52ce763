package dev.tokend.cli;

import static dev.tokend.cli.FakeToken.group;

import dev.tokend.kacs.catalog.LogonType;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.claim.ClaimFlags;
import dev.tokend.kacs.claim.ClaimValue;
import dev.tokend.kacs.catalog.ClaimType;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.AccessMask;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.token.Privileges;
import dev.tokend.kacs.token.QueryPayload;
import dev.tokend.kacs.token.Statistics;
import dev.tokend.kacs.token.TokenSource;
import dev.tokend.surface.protocol.TokenFacts;
import java.util.HexFormat;
import java.util.List;

/** The tokens of the golden files. */
final class FakeTokens {
  /** 2026-01-02 03:04:05 UTC. */
  private static final long LOGON = 1_767_323_045L;

  private static final int LOGON_ID = 0xC000_0007;

  private FakeTokens() {}

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
  }

  private static QueryPayload acl(Acl acl) {
    return new QueryPayload.AclPayload(acl);
  }

  private static Acl generic(String... sids) {
    Ace[] aces = new Ace[sids.length];
    for (int i = 0; i < sids.length; i++) {
      aces[i] = Ace.allow(AccessMask.GENERIC_ALL, Sid.of(sids[i]));
    }
    return Acl.of(aces);
  }

  private static FakeToken none(FakeToken token, QueryClass... lists) {
    for (QueryClass list : lists) {
      token.sids(list);
    }
    return token;
  }

  private static TokenFacts facts(int uid, int gid, boolean derived, TokenFacts.SessionFacts session) {
    return new TokenFacts(false, false, false, false, derived, 0, uid, gid, session.createdAt(), List.of(), session);
  }

  private static Claim text(String name, String value) {
    return new Claim(name, ClaimType.STRING, 0, List.of(new ClaimValue.Text(value)));
  }

  /** A logged-on user who may become an administrator: derived from uid 1000 of the groups alice and sudo. */
  static FakeToken alice() {
    TokenFacts facts = facts(1000, 1000, true, new TokenFacts.SessionFacts(
        1003, false, LogonType.INTERACTIVE, "Linux", LOGON, Sid.unixUser(1000)));
    FakeToken token = new FakeToken(facts)
        .sid(QueryClass.USER, "S-1-22-1-1000")
        .sids(QueryClass.GROUPS,
            group("S-1-22-2-1000", 0xF), group("S-1-22-2-27", 0x7), group("S-1-22-2-4294967295", 0x7),
            group("S-1-1-0", 0x7), group("S-1-5-11", 0x7), group("S-1-2-0", 0x7), group("S-1-5-4", 0x7),
            group("S-1-5-32-545", 0x7), group("S-1-5-32-544", 0x10), group("S-1-5-5-0-1003", LOGON_ID))
        .with(QueryClass.PRIVILEGES, new QueryPayload.PrivilegeWords(
            new Privileges(0x8000_0000_0080_0000L, 0x0080_0000L, 0x0080_0000L, 0x0080_0000L)))
        .u32(QueryClass.TYPE, 1)
        .sid(QueryClass.INTEGRITY_LEVEL, "S-1-16-8192")
        .sid(QueryClass.OWNER, "S-1-22-1-1000")
        .sid(QueryClass.PRIMARY_GROUP, "S-1-22-2-1000")
        .u32(QueryClass.INTERACTIVITY_SCOPE, 3)
        .with(QueryClass.SOURCE, new QueryPayload.Source(TokenSource.of("linux", 712_345)))
        .with(QueryClass.STATISTICS,
            new QueryPayload.StatisticsPayload(new Statistics(1041, 1003, 1042, TokenType.PRIMARY, 0)))
        .with(QueryClass.ORIGIN, new QueryPayload.U64(0))
        .u32(QueryClass.ELEVATION_TYPE, 1)
        .with(QueryClass.APPCONTAINER_SID, new QueryPayload.OptionalSid(null))
        .u32(QueryClass.MANDATORY_POLICY, 1)
        .u32(QueryClass.LOGON_TYPE, 2)
        .sid(QueryClass.LOGON_SID, "S-1-5-5-0-1003")
        .with(QueryClass.DEFAULT_DACL, acl(generic("S-1-22-1-1000", "S-1-5-18")))
        .u32(QueryClass.IMPERSONATION_LEVEL, 0)
        .with(QueryClass.USER_CLAIMS, new QueryPayload.Claims(
            List.of(text("login", "alice"), text("home", "/home/alice"), text("shell", "/bin/\"b\\ash"))))
        .with(QueryClass.DEVICE_CLAIMS, new QueryPayload.Claims(
            List.of(text("hostname", "evil\u001b[2Jhost"), text("kernelRelease", "6.18.0"))))
        .gids(27, -1);
    return none(token, QueryClass.RESTRICTED_SIDS, QueryClass.DEVICE_GROUPS, QueryClass.CAPABILITIES);
  }

  /** The built-in SYSTEM token (tokens §5). */
  static FakeToken system() {
    long all = 0xC000_000F_FFFF_FFFCL;
    TokenFacts facts = facts(0, 0, false, new TokenFacts.SessionFacts(
        999, false, LogonType.SERVICE, "Negotiate", 0, Sid.of("S-1-5-18")));
    FakeToken token = new FakeToken(facts)
        .sid(QueryClass.USER, "S-1-5-18")
        .sids(QueryClass.GROUPS,
            group("S-1-5-32-544", 0xF), group("S-1-1-0", 0x7), group("S-1-5-11", 0x7), group("S-1-2-0", 0x7),
            group("S-1-5-5-0-999", LOGON_ID))
        .with(QueryClass.PRIVILEGES, new QueryPayload.PrivilegeWords(new Privileges(all, all, all, 0)))
        .u32(QueryClass.TYPE, 1)
        .sid(QueryClass.INTEGRITY_LEVEL, "S-1-16-16384")
        .sid(QueryClass.OWNER, "S-1-5-18")
        .sid(QueryClass.PRIMARY_GROUP, "S-1-5-32-544")
        .u32(QueryClass.INTERACTIVITY_SCOPE, 0)
        .with(QueryClass.SOURCE, new QueryPayload.Source(TokenSource.of("PeiosKrn", 0)))
        .with(QueryClass.STATISTICS, new QueryPayload.StatisticsPayload(new Statistics(0, 999, 0, TokenType.PRIMARY, 0)))
        .with(QueryClass.ORIGIN, new QueryPayload.U64(0))
        .u32(QueryClass.ELEVATION_TYPE, 1)
        .with(QueryClass.APPCONTAINER_SID, new QueryPayload.OptionalSid(null))
        .u32(QueryClass.MANDATORY_POLICY, 3)
        .u32(QueryClass.LOGON_TYPE, 5)
        .sid(QueryClass.LOGON_SID, "S-1-5-5-0-999")
        .with(QueryClass.DEFAULT_DACL, acl(generic("S-1-5-18", "S-1-5-32-544")))
        .u32(QueryClass.IMPERSONATION_LEVEL, 0)
        .with(QueryClass.USER_CLAIMS, new byte[0])
        .with(QueryClass.DEVICE_CLAIMS, new byte[0])
        .gids();
    return none(token, QueryClass.RESTRICTED_SIDS, QueryClass.DEVICE_GROUPS, QueryClass.CAPABILITIES);
  }

  /** Token C (formats §9.6): confined, write-restricted, with claims; its worked payloads are those of formats §8. */
  static FakeToken sandbox() {
    TokenFacts facts = new TokenFacts(true, true, false, true, false, 0xF, 1001, 2000, LOGON,
        List.of(group("S-1-5-21-10-20-30-515", 7)),
        new TokenFacts.SessionFacts(
            1001, true, LogonType.NETWORK, "", LOGON - 3600, Sid.of("S-1-5-21-10-20-30-1001")));
    Claim clearance = new Claim("clearance", ClaimType.INT64, 0, List.of(new ClaimValue.Int64(1)));
    Claim dept = new Claim("dept", ClaimType.STRING, ClaimFlags.VALUE_CASE_SENSITIVE,
        List.of(new ClaimValue.Text("eng"), new ClaimValue.Text("ops")));
    return new FakeToken(facts)
        .sid(QueryClass.USER, "S-1-5-21-10-20-30-1001")
        .sids(QueryClass.GROUPS,
            group("S-1-1-0", 7), group("S-1-5-32-545", 7), group("S-1-5-5-0-1001", LOGON_ID))
        .with(QueryClass.PRIVILEGES, new QueryPayload.PrivilegeWords(
            new Privileges(0x0080_0000L, 0x0080_0000L, 0x0080_0000L, 1L << 40 | 1L << 19)))
        .u32(QueryClass.TYPE, 2)
        .sid(QueryClass.INTEGRITY_LEVEL, "S-1-16-4096")
        .sid(QueryClass.OWNER, "S-1-5-21-10-20-30-1001")
        .sid(QueryClass.PRIMARY_GROUP, "S-1-1-0")
        .u32(QueryClass.INTERACTIVITY_SCOPE, 2)
        .with(QueryClass.RESTRICTED_SIDS, hex("""
            02 00 00 00 0c 00 00 00 01 01 00 00 00 00 00 05
            0c 00 00 00 07 00 00 00 0c 00 00 00 01 01 00 00
            00 00 00 01 00 00 00 00 07 00 00 00"""))
        .with(QueryClass.SOURCE, new QueryPayload.Source(TokenSource.of("sandbox", 7)))
        .with(QueryClass.STATISTICS, new QueryPayload.StatisticsPayload(
            new Statistics(5001, 1001, 5001, TokenType.IMPERSONATION, 1_893_456_000L)))
        .with(QueryClass.ORIGIN, hex("e8 03 00 00 00 00 00 00"))
        .u32(QueryClass.ELEVATION_TYPE, 3)
        .with(QueryClass.DEVICE_GROUPS, hex("""
            01 00 00 00 1c 00 00 00 01 05 00 00 00 00 00 05
            15 00 00 00 0a 00 00 00 14 00 00 00 1e 00 00 00
            03 02 00 00 07 00 00 00"""))
        .with(QueryClass.APPCONTAINER_SID, hex("""
            01 08 00 00 00 00 00 0f 02 00 00 00 57 04 00 00
            ae 08 00 00 05 0d 00 00 5c 11 00 00 b3 15 00 00
            0a 1a 00 00 61 1e 00 00"""))
        .with(QueryClass.CAPABILITIES, hex("""
            02 00 00 00 10 00 00 00 01 02 00 00 00 00 00 0f
            02 00 00 00 02 00 00 00 04 00 00 00 10 00 00 00
            01 02 00 00 00 00 00 0f 03 00 00 00 01 00 00 00
            04 00 00 00"""))
        .u32(QueryClass.MANDATORY_POLICY, 1)
        .u32(QueryClass.LOGON_TYPE, 3)
        .sid(QueryClass.LOGON_SID, "S-1-5-5-0-1001")
        .with(QueryClass.DEFAULT_DACL, new byte[0])
        .u32(QueryClass.IMPERSONATION_LEVEL, 2)
        .with(QueryClass.USER_CLAIMS, new QueryPayload.Claims(List.of(clearance, dept)))
        .with(QueryClass.DEVICE_CLAIMS, hex("""
            2c 00 00 00 14 00 00 00 06 00 00 00 00 00 00 00
            01 00 00 00 24 00 00 00 6d 00 61 00 6e 00 61 00
            67 00 65 00 64 00 00 00 01 00 00 00 00 00 00 00
            30 00 00 00 14 00 00 00 05 00 00 00 00 00 00 00
            01 00 00 00 20 00 00 00 6f 00 77 00 6e 00 65 00
            72 00 00 00 24 00 00 00 01 01 00 00 00 00 00 05
            12 00 00 00 2e 00 00 00 14 00 00 00 10 00 00 00
            00 00 00 00 01 00 00 00 22 00 00 00 73 00 65 00
            72 00 69 00 61 00 6c 00 00 00 26 00 00 00 04 00
            00 00 de ad be ef"""))
        .gids(2000);
  }

  /** What a server holds of a client that let itself be identified only: level Identification, a DACL of every kind. */
  static FakeToken client() {
    TokenFacts facts = facts(1001, 1001, false, new TokenFacts.SessionFacts(
        1_311_768_467_463_790_320L, false, LogonType.NETWORK_CLEARTEXT, "Kerberos", LOGON, Sid.unixUser(1001)));
    FakeToken token = new FakeToken(facts)
        .sid(QueryClass.USER, "S-1-22-1-1001")
        .sids(QueryClass.GROUPS,
            group("S-1-22-2-1001", 0xF), group("S-1-5-32-544", 0x14), group("S-1-5-21-1-2-3-512", 0x0),
            group("S-1-16-8448", 0x60), group("S-1-5-80-1-2-3-4-5", 0x2000_0107),
            group("S-1-5-5-305419896-2596069104", LOGON_ID))
        .with(QueryClass.PRIVILEGES, new QueryPayload.PrivilegeWords(Privileges.NONE))
        .u32(QueryClass.TYPE, 2)
        .sid(QueryClass.INTEGRITY_LEVEL, "S-1-16-9000")
        .sid(QueryClass.OWNER, "S-1-22-2-1001")
        .sid(QueryClass.PRIMARY_GROUP, "S-1-22-2-1001")
        .u32(QueryClass.INTERACTIVITY_SCOPE, 0)
        .with(QueryClass.SOURCE, new QueryPayload.Source(new TokenSource(
            dev.tokend.kacs.bytes.Bytes.of(new byte[] {'p', 'e', 0x1B, 'r', 0, 0, 0, 0}), -1)))
        .with(QueryClass.STATISTICS, new QueryPayload.StatisticsPayload(new Statistics(
            -2, 1_311_768_467_463_790_320L, -1, TokenType.IMPERSONATION, -1)))
        .with(QueryClass.ORIGIN, new QueryPayload.U64(-1))
        .u32(QueryClass.ELEVATION_TYPE, 2)
        .with(QueryClass.APPCONTAINER_SID, new QueryPayload.OptionalSid(null))
        .u32(QueryClass.MANDATORY_POLICY, 0)
        .u32(QueryClass.LOGON_TYPE, 8)
        .sid(QueryClass.LOGON_SID, "S-1-5-5-305419896-2596069104")
        .with(QueryClass.DEFAULT_DACL, acl(AceSamples.everyKind()))
        .u32(QueryClass.IMPERSONATION_LEVEL, 1)
        .with(QueryClass.USER_CLAIMS, new QueryPayload.Claims(List.of(
            new Claim("big", ClaimType.UINT64, 0x8000_0037, List.of(new ClaimValue.UInt64(-1))),
            new Claim("none", ClaimType.OCTET, 0, List.of()))))
        .with(QueryClass.DEVICE_CLAIMS, new byte[0])
        .gids();
    return none(token, QueryClass.RESTRICTED_SIDS, QueryClass.DEVICE_GROUPS, QueryClass.CAPABILITIES);
  }
}
