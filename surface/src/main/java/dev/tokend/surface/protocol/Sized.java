package dev.tokend.surface.protocol;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;

/**
 * The reply of {@link Operation#QUERY} and {@link Operation#GET_SD}: {@code u32} required length, then the bytes, or
 * none where only the size was asked for or, for get_sd, the buffer is too small.
 *
 * @param required how long the whole payload is
 * @param bytes the payload, or empty
 */
public record Sized(int required, byte[] bytes) {

  /** Reads a reply. */
  public static Sized decode(byte[] reply) throws MalformedException {
    ByteReader in = new ByteReader("sized reply", reply, 0, reply.length);
    int required = in.i32();
    byte[] bytes = in.bytes(in.remaining());
    if (bytes.length != 0 && bytes.length != required) {
      throw new MalformedException("sized reply", 0, "length differs from the payload's");
    }
    return new Sized(required, bytes);
  }

  /** The reply's bytes. */
  public byte[] encode() {
    ByteWriter out = new ByteWriter(4 + bytes.length);
    out.i32(required);
    out.bytes(bytes);
    return out.toByteArray();
  }
}
