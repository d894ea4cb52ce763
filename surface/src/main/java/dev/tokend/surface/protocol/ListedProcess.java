package dev.tokend.surface.protocol;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.sid.Sid;
import java.nio.charset.StandardCharsets;

/**
 * A process of the listing, with what its primary token says of it.
 *
 * <pre>
 *   0  u32  pid
 *   4  u32  parent's pid, 0 = none that the authority could see
 *   8  u32  flags: 1 bound, 2 restricted, 4 write-restricted, 8 confined, 16 user deny-only, 32 session dead
 *  12  u32  integrity level
 *  16  u32  elevation type
 *  20  u32  logon type of the session
 *  24  u64  session id
 *  32  u64  privileges present
 *  40  u64  privileges enabled
 *  48  u32  threads that impersonate
 *  52  u8   length and bytes of the user SID
 *      u16  length and UTF-8 of the command name
 * </pre>
 *
 * @param pid its number, as the authority sees it
 * @param parent its parent's number, 0 for none
 * @param name the name of its leading thread, which the process chooses: any text
 * @param user the token's user
 * @param integrity number of the integrity level, unsigned
 * @param elevation number of the elevation type (tokens §3.6)
 * @param session the logon session
 * @param present the privileges that the token has, a bit each
 * @param enabled those of them that are enabled
 * @param impersonating how many of its threads impersonate
 * @param marks what else tells it apart
 */
public record ListedProcess(
    int pid,
    int parent,
    String name,
    Sid user,
    int integrity,
    int elevation,
    Session session,
    long present,
    long enabled,
    int impersonating,
    Marks marks) {

  /** The bytes of one with the shortest SID and no name. */
  static final int FEWEST_BYTES = 63;

  private static final int FEWEST_SID_BYTES = 8;

  /** The most bytes of one whose name is no longer than Linux lets it be. */
  public static final int MOST_BYTES = 512;

  /**
   * A logon session.
   *
   * @param id unsigned
   * @param logonType number of the logon type (formats §4)
   * @param dead whether it was invalidated
   */
  public record Session(long id, int logonType, boolean dead) {}

  /**
   * What tells a token apart.
   *
   * @param bound whether the process keeps the token whatever its Linux credentials become; else it is derived from them
   * @param restricted whether the restricted pass applies (tokens §3.4)
   * @param writeRestricted whether that limits writing only
   * @param confined whether the confinement pass applies (tokens §3.5)
   * @param userDenyOnly whether the user matches deny entries only
   */
  public record Marks(
      boolean bound, boolean restricted, boolean writeRestricted, boolean confined, boolean userDenyOnly) {}

  /** How many bytes it takes. */
  public int size() {
    return FEWEST_BYTES - FEWEST_SID_BYTES + user.size() + name.getBytes(StandardCharsets.UTF_8).length;
  }

  static ListedProcess read(ByteReader in) throws MalformedException {
    int pid = in.i32();
    int parent = in.i32();
    int flags = in.i32();
    int integrity = in.i32();
    int elevation = in.i32();
    int logonType = in.i32();
    long session = in.i64();
    long present = in.i64();
    long enabled = in.i64();
    int impersonating = in.i32();
    Sid user = Sid.readExact(in.bytes(in.u8()));
    String name = new String(in.bytes(in.u16()), StandardCharsets.UTF_8);
    return new ListedProcess(
        pid,
        parent,
        name,
        user,
        integrity,
        elevation,
        new Session(session, logonType, (flags & 32) != 0),
        present,
        enabled,
        impersonating,
        new Marks((flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0, (flags & 8) != 0, (flags & 16) != 0));
  }

  void writeTo(ByteWriter out) {
    int flags = marks.bound() ? 1 : 0;
    flags |= marks.restricted() ? 2 : 0;
    flags |= marks.writeRestricted() ? 4 : 0;
    flags |= marks.confined() ? 8 : 0;
    flags |= marks.userDenyOnly() ? 16 : 0;
    flags |= session.dead() ? 32 : 0;
    out.i32(pid).i32(parent).i32(flags).i32(integrity).i32(elevation).i32(session.logonType());
    out.i64(session.id()).i64(present).i64(enabled).i32(impersonating);
    out.u8(user.size());
    user.writeTo(out);
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    out.u16(utf8.length);
    out.bytes(utf8);
  }
}
