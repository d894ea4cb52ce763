package dev.tokend.surface.protocol;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import java.nio.charset.StandardCharsets;

/**
 * How an authority is.
 *
 * <pre>
 *   0  u32  pid
 *   4  u32  uid it runs as
 *   8  u32  1 = the machine's authority, 0 = one user's own
 *  12  u64  started at, Unix seconds
 *  20  u32  open connections
 *  24  u32  open handles
 *  28  u32  live tokens
 *  32  u32  logon sessions
 *  36  u32  known processes
 *  40  u32  open descriptors of the authority
 *  44  u32  seconds of idleness after which it ends, 0 = never
 *  48  u16  length and UTF-8 of the version
 *           {@link AuditStatus}
 * </pre>
 *
 * @param pid its process
 * @param uid the uid it runs as
 * @param machineWide whether it serves every user
 * @param startedAt Unix seconds
 * @param connections open connections, the asker's included
 * @param handles token handles that are open
 * @param tokens live tokens, the two built-in ones included
 * @param sessions published logon sessions, the two built-in ones included
 * @param processes processes whose token is known
 * @param descriptors descriptors that the authority has open
 * @param idleSeconds seconds of idleness after which it ends by itself, 0 = never
 * @param version of the authority's code
 * @param audit how writing the audit trail goes
 */
public record AuthorityStatus(
    int pid,
    int uid,
    boolean machineWide,
    long startedAt,
    int connections,
    int handles,
    int tokens,
    int sessions,
    int processes,
    int descriptors,
    int idleSeconds,
    String version,
    AuditStatus audit) {

  /** Reads a reply. */
  public static AuthorityStatus decode(byte[] reply) throws MalformedException {
    ByteReader in = new ByteReader("status", reply, 0, reply.length);
    int pid = in.i32();
    int uid = in.i32();
    int wide = in.i32();
    if (wide != 0 && wide != 1) {
      throw new MalformedException("status", 8, "neither 0 nor 1");
    }
    long startedAt = in.i64();
    int connections = in.i32();
    int handles = in.i32();
    int tokens = in.i32();
    int sessions = in.i32();
    int processes = in.i32();
    int descriptors = in.i32();
    int idleSeconds = in.i32();
    String version = new String(in.bytes(in.u16()), StandardCharsets.UTF_8);
    AuditStatus audit = AuditStatus.read(in);
    in.expectEnd();
    return new AuthorityStatus(
        pid,
        uid,
        wide == 1,
        startedAt,
        connections,
        handles,
        tokens,
        sessions,
        processes,
        descriptors,
        idleSeconds,
        version,
        audit);
  }

  /** The reply's bytes. */
  public byte[] encode() {
    ByteWriter out = new ByteWriter(80);
    out.i32(pid);
    out.i32(uid);
    out.i32(machineWide ? 1 : 0);
    out.i64(startedAt);
    out.i32(connections);
    out.i32(handles);
    out.i32(tokens);
    out.i32(sessions);
    out.i32(processes);
    out.i32(descriptors);
    out.i32(idleSeconds);
    byte[] utf8 = version.getBytes(StandardCharsets.UTF_8);
    out.u16(utf8.length);
    out.bytes(utf8);
    audit.writeTo(out);
    return out.toByteArray();
  }
}
