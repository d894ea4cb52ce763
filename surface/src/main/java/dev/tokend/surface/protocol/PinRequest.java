package dev.tokend.surface.protocol;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;

/**
 * Which pin an unpin request means, and with an access mask before it an open-pin request.
 *
 * <pre>
 *   0  u32  uid whose pin it is, 0xFFFFFFFF = the caller's own
 *   4       the name
 * </pre>
 *
 * @param owner unsigned, or {@link #OWN}
 * @param name of the pin
 */
public record PinRequest(int owner, PinName name) {

  /** No uid, which Linux never gives to anybody: the caller's own. */
  public static final int OWN = -1;

  /** One of the caller's own pins. */
  public static PinRequest own(PinName name) {
    return new PinRequest(OWN, name);
  }

  /**
   * An open-pin request: {@code u32} access mask, then which pin.
   *
   * @param accessMask the rights to open with (tokens §6.2)
   * @param pin which one
   */
  public record Open(int accessMask, PinRequest pin) {

    /** Reads a payload. */
    public static Open decode(byte[] payload) throws MalformedException {
      ByteReader in = new ByteReader("open-pin request", payload);
      return new Open(in.i32(), read(in));
    }

    /** The payload. */
    public byte[] encode() {
      ByteWriter out = new ByteWriter();
      out.i32(accessMask);
      pin.writeTo(out);
      return out.toByteArray();
    }
  }

  /** Reads a payload. */
  public static PinRequest decode(byte[] payload) throws MalformedException {
    return read(new ByteReader("unpin request", payload));
  }

  private static PinRequest read(ByteReader in) throws MalformedException {
    return new PinRequest(in.i32(), PinName.read(in));
  }

  /** The payload. */
  public byte[] encode() {
    ByteWriter out = new ByteWriter();
    writeTo(out);
    return out.toByteArray();
  }

  private void writeTo(ByteWriter out) {
    out.i32(owner);
    out.bytes(name.encode());
  }
}
