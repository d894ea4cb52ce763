package dev.tokend.surface.protocol;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Tokens that are kept under names: {@code u32} count, then for each one
 *
 * <pre>
 *   u32  uid whose pin it is
 *   u64  token id
 *   u64  logon session id
 *   u64  pinned at, Unix seconds
 *   u16  length and UTF-8 of the name
 * </pre>
 *
 * @param pins in the order of their uids and names
 */
public record PinsReply(List<Pin> pins) {

  private static final int FEWEST_BYTES = 31;

  /**
   * A token that is kept under a name.
   *
   * @param owner the uid whose pin it is, unsigned
   * @param tokenId unsigned
   * @param sessionId of the token's logon session, unsigned
   * @param pinnedAt Unix seconds
   * @param name the name
   */
  public record Pin(int owner, long tokenId, long sessionId, long pinnedAt, PinName name) {}

  /** Copies the list. */
  public PinsReply {
    pins = List.copyOf(pins);
  }

  /** Reads a reply. */
  public static PinsReply decode(byte[] reply) throws MalformedException {
    ByteReader in = new ByteReader("pins", reply);
    long count = in.u32();
    if (count > in.remaining() / FEWEST_BYTES) {
      throw new MalformedException("pins", 0, "fewer pins than announced");
    }
    List<Pin> pins = new ArrayList<>((int) count);
    for (long i = 0; i < count; i++) {
      int owner = in.i32();
      long token = in.i64();
      long session = in.i64();
      long at = in.i64();
      pins.add(new Pin(owner, token, session, at, PinName.read(in.slice(in.u16()))));
    }
    in.expectEnd();
    return new PinsReply(pins);
  }

  /** The reply's bytes. */
  public byte[] encode() {
    ByteWriter out = new ByteWriter();
    out.i32(pins.size());
    for (Pin pin : pins) {
      out.i32(pin.owner());
      out.i64(pin.tokenId());
      out.i64(pin.sessionId());
      out.i64(pin.pinnedAt());
      byte[] name = pin.name().encode();
      out.u16(name.length);
      out.bytes(name);
    }
    return out.toByteArray();
  }
}
