package dev.tokend.surface.protocol;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.sid.Sid;

/**
 * A token of a logon session, and who holds it.
 *
 * <pre>
 *   0  u64  token id
 *   8  u32  type, 1 primary, 2 impersonation
 *  12  u32  impersonation level
 *  16  u32  elevation type
 *  20  u32  integrity level
 *  24  u32  processes whose primary token it is
 *  28  u32  threads that act as it
 *  32  u32  handles on it
 *  36  u32  connections that it was captured on
 *  40  u32  pins of it
 *  44  u8   length and bytes of the user SID
 * </pre>
 *
 * @param id unsigned
 * @param type number of the token type (tokens §3.1)
 * @param level number of the impersonation level; without meaning of a primary token
 * @param elevation number of the elevation type (tokens §3.6)
 * @param integrity number of the integrity level, unsigned
 * @param holders who holds it
 * @param user the token's user
 */
public record SessionToken(
    long id, int type, int level, int elevation, int integrity, Holders holders, Sid user) {

  /** The bytes of one with the shortest SID. */
  static final int FEWEST_BYTES = 53;

  /**
   * How many hold a token, by kind; the slots of an elevation pair and what the authority has built in apart.
   *
   * @param processes whose primary token it is
   * @param threads that act as it
   * @param handles that are open on it
   * @param connections that it was captured on
   * @param pins under which it is kept
   */
  public record Holders(int processes, int threads, int handles, int connections, int pins) {}

  static SessionToken read(ByteReader in) throws MalformedException {
    long id = in.i64();
    int type = in.i32();
    int level = in.i32();
    int elevation = in.i32();
    int integrity = in.i32();
    Holders holders = new Holders(in.i32(), in.i32(), in.i32(), in.i32(), in.i32());
    return new SessionToken(id, type, level, elevation, integrity, holders, Sid.readExact(in.bytes(in.u8())));
  }

  void writeTo(ByteWriter out) {
    out.i64(id).i32(type).i32(level).i32(elevation).i32(integrity);
    out.i32(holders.processes()).i32(holders.threads()).i32(holders.handles());
    out.i32(holders.connections()).i32(holders.pins());
    out.u8(user.size());
    user.writeTo(out);
  }
}
