package dev.tokend.surface.protocol;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.catalog.ImpersonationLevel;

/**
 * How far an impersonation goes, and what held it back (tokens §17.1).
 *
 * <pre>
 *   0  u32  the level that resulted, 0 to 3
 *   4  u32  the level of the client's token, 0 to 3
 *   8  u32  flags: 1 capped by the identity gate, 2 capped by the integrity ceiling,
 *           4 SeImpersonatePrivilege was needed
 * </pre>
 *
 * @param level that resulted
 * @param requested the client token's own
 * @param identityCap the identity gate allowed Identification at most
 * @param integrityCap the integrity ceiling allowed Identification at most
 * @param privilegeNeeded the identity gate passed by SeImpersonatePrivilege only
 */
public record ImpersonationReply(
    ImpersonationLevel level,
    ImpersonationLevel requested,
    boolean identityCap,
    boolean integrityCap,
    boolean privilegeNeeded) {

  /** Whether the level is lower than what the client allows. */
  public boolean isCapped() {
    return level != requested;
  }

  /** Reads a reply. */
  public static ImpersonationReply decode(byte[] reply) throws MalformedException {
    ByteReader in = new ByteReader("impersonation", reply);
    ImpersonationLevel level = level(in);
    ImpersonationLevel requested = level(in);
    int flags = in.i32();
    in.expectEnd();
    if ((flags & ~7) != 0) {
      throw new MalformedException("impersonation", 8, "unknown flags");
    }
    return new ImpersonationReply(level, requested, (flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0);
  }

  private static ImpersonationLevel level(ByteReader in) throws MalformedException {
    ImpersonationLevel level = ImpersonationLevel.byValue(in.i32());
    if (level == null) {
      throw in.fail("unknown impersonation level");
    }
    return level;
  }

  /** The reply's bytes. */
  public byte[] encode() {
    int flags = (identityCap ? 1 : 0) | (integrityCap ? 2 : 0) | (privilegeNeeded ? 4 : 0);
    return new ByteWriter(12).i32(level.value()).i32(requested.value()).i32(flags).toByteArray();
  }
}
