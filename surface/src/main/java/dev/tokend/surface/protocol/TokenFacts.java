package dev.tokend.surface.protocol;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.catalog.LogonType;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.sid.SidArray;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What no query class shows (formats §8, "Not readable through any class"), readable with TOKEN_QUERY as they are.
 *
 * <pre>
 *   0  u32  flags: 1 user deny-only, 2 write-restricted, 4 confinement exempt, 8 isolation boundary,
 *           16 session dead, 32 derived from Linux credentials
 *   4  u32  audit policy
 *   8  u32  projected uid
 *  12  u32  projected gid
 *  16  u64  created at, Unix seconds
 *  24  u32 count and SID array: restricted device groups (formats §3)
 *      u64  session id, u32 logon type, u64 session created at (Unix seconds)
 *      u16  length and UTF-8 of the authentication package
 *      u8   length and SID of the session's user
 * </pre>
 *
 * @param userDenyOnly the user SID matches deny ACEs only
 * @param writeRestricted the restricting SIDs limit only write rights
 * @param confinementExempt the confinement pass is switched off
 * @param isolationBoundary stored only
 * @param derived the token was derived from Linux credentials, not minted
 * @param auditPolicy flags of formats §4.4
 * @param projectedUid the Linux uid, unsigned
 * @param projectedGid the Linux gid, unsigned
 * @param createdAt Unix seconds of the original mint
 * @param restrictedDeviceGroups the device groups of the restricted pass
 * @param session the logon session
 */
public record TokenFacts(
    boolean userDenyOnly,
    boolean writeRestricted,
    boolean confinementExempt,
    boolean isolationBoundary,
    boolean derived,
    int auditPolicy,
    int projectedUid,
    int projectedGid,
    long createdAt,
    List<SidAndAttributes> restrictedDeviceGroups,
    SessionFacts session) {

  /**
   * The logon session of a token (tokens §4).
   *
   * @param id its number, unsigned
   * @param dead whether it was invalidated
   * @param logonType how the user logged on
   * @param authPackage what authenticated it, may be empty
   * @param createdAt Unix seconds
   * @param user the user it was made for
   */
  public record SessionFacts(
      long id, boolean dead, LogonType logonType, String authPackage, long createdAt, Sid user) {}

  /** Reads a facts record. */
  public static TokenFacts decode(byte[] bytes) throws MalformedException {
    ByteReader in = new ByteReader("token facts", bytes, 0, bytes.length);
    int flags = in.i32();
    int audit = in.i32();
    int uid = in.i32();
    int gid = in.i32();
    long created = in.i64();
    List<SidAndAttributes> devices = SidArray.readCounted(in);
    long id = in.i64();
    LogonType type = LogonType.byValue(in.i32());
    if (type == null) {
      throw in.fail("unknown logon type");
    }
    long sessionCreated = in.i64();
    String authPackage = new String(in.bytes(in.u16()), StandardCharsets.UTF_8);
    Sid user = Sid.readExact(in.bytes(in.u8()));
    in.expectEnd();
    return new TokenFacts(
        (flags & 1) != 0,
        (flags & 2) != 0,
        (flags & 4) != 0,
        (flags & 8) != 0,
        (flags & 32) != 0,
        audit,
        uid,
        gid,
        created,
        devices,
        new SessionFacts(id, (flags & 16) != 0, type, authPackage, sessionCreated, user));
  }

  /** The record's bytes. */
  public byte[] encode() {
    ByteWriter out = new ByteWriter();
    int flags = 0;
    flags |= userDenyOnly ? 1 : 0;
    flags |= writeRestricted ? 2 : 0;
    flags |= confinementExempt ? 4 : 0;
    flags |= isolationBoundary ? 8 : 0;
    flags |= session.dead() ? 16 : 0;
    flags |= derived ? 32 : 0;
    out.i32(flags);
    out.i32(auditPolicy);
    out.i32(projectedUid);
    out.i32(projectedGid);
    out.i64(createdAt);
    SidArray.writeCounted(out, restrictedDeviceGroups);
    out.i64(session.id());
    out.i32(session.logonType().value());
    out.i64(session.createdAt());
    byte[] authPackage = session.authPackage().getBytes(StandardCharsets.UTF_8);
    out.u16(authPackage.length);
    out.bytes(authPackage);
    out.u8(session.user().size());
    session.user().writeTo(out);
    return out.toByteArray();
  }
}
