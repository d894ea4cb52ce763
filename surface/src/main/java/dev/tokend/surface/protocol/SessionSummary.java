package dev.tokend.surface.protocol;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.catalog.LogonType;
import dev.tokend.kacs.sid.Sid;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A logon session and how much belongs to it.
 *
 * <pre>
 *   0  u64  id
 *   8  u32  logon type
 *  12  u32  flags: 1 dead, 2 has an elevation pair, 4 kept by the authority while it has no token
 *  16  u64  created at, Unix seconds
 *  24  u64  token id of the pair's full half, 0 without a pair
 *  32  u64  token id of the pair's limited half, 0 without a pair
 *  40  u32  live tokens
 *  44  u32  processes that have one of them
 *  48  u32  pins of them
 *  52  u16  length and UTF-8 of the authentication package
 *   …  u8   length and bytes of the user SID
 * </pre>
 *
 * @param id unsigned
 * @param logonType how the user logged on
 * @param dead whether it was invalidated
 * @param kept whether it stays without a token, because it follows from what Linux says
 * @param createdAt Unix seconds
 * @param pair the elevation pair, null for none
 * @param tokens how many token objects are of it
 * @param processes how many processes have such a token, as the primary one or in a thread
 * @param pins how many such tokens are kept under names
 * @param authPackage what authenticated the user, may be empty
 * @param user who logged on
 */
public record SessionSummary(
    long id,
    LogonType logonType,
    boolean dead,
    boolean kept,
    long createdAt,
    @Nullable Pair pair,
    int tokens,
    int processes,
    int pins,
    String authPackage,
    Sid user) {

  /** The bytes of one without package and with the shortest SID. */
  static final int FEWEST_BYTES = 63;

  private static final int DEAD = 1;
  private static final int PAIRED = 2;
  private static final int KEPT = 4;

  /**
   * An elevation pair by its token ids.
   *
   * @param elevated the full token, unsigned
   * @param filtered the limited token, unsigned
   */
  public record Pair(long elevated, long filtered) {}

  static SessionSummary read(ByteReader in) throws MalformedException {
    long id = in.i64();
    LogonType type = LogonType.byValue(in.i32());
    if (type == null) {
      throw in.fail("unknown logon type");
    }
    int flags = in.i32();
    if ((flags & ~(DEAD | PAIRED | KEPT)) != 0) {
      throw in.fail("unknown flags");
    }
    long createdAt = in.i64();
    Pair pair = new Pair(in.i64(), in.i64());
    boolean paired = (flags & PAIRED) != 0;
    if (!paired && (pair.elevated() != 0 || pair.filtered() != 0)) {
      throw in.fail("half of no pair");
    }
    int tokens = in.i32();
    int processes = in.i32();
    int pins = in.i32();
    String authPackage = new String(in.bytes(in.u16()), StandardCharsets.UTF_8);
    Sid user = Sid.readExact(in.bytes(in.u8()));
    return new SessionSummary(
        id, type, (flags & DEAD) != 0, (flags & KEPT) != 0, createdAt, paired ? pair : null, tokens, processes, pins,
        authPackage, user);
  }

  void writeTo(ByteWriter out) {
    Pair halves = pair;
    out.i64(id).i32(logonType.value());
    out.i32((dead ? DEAD : 0) | (halves != null ? PAIRED : 0) | (kept ? KEPT : 0));
    out.i64(createdAt);
    out.i64(halves == null ? 0 : halves.elevated());
    out.i64(halves == null ? 0 : halves.filtered());
    out.i32(tokens).i32(processes).i32(pins);
    byte[] utf8 = authPackage.getBytes(StandardCharsets.UTF_8);
    out.u16(utf8.length).bytes(utf8);
    out.u8(user.size());
    user.writeTo(out);
  }
}
