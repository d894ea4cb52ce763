package dev.tokend.surface.protocol;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.bytes.Bytes;

/**
 * Which parts of a token's own security descriptor are to be replaced, and by what (tokens §16).
 *
 * <pre>
 *   0  u32  security information
 *   4  u32  flags: 0x1000 AT_EMPTY_PATH, 0x100 AT_SYMLINK_NOFOLLOW
 *   8       a self-relative security descriptor
 * </pre>
 *
 * @param securityInformation OWNER 1, GROUP 2, DACL 4, SACL 8, LABEL 16
 * @param flags as it came
 * @param descriptor as it came; the operation reads it
 */
public record SetSecurityRequest(int securityInformation, int flags, Bytes descriptor) {

  /** Flag: the descriptor itself is meant, there is no path. */
  public static final int AT_EMPTY_PATH = 0x1000;

  /** Reads a payload. */
  public static SetSecurityRequest decode(byte[] payload) throws MalformedException {
    ByteReader in = new ByteReader("set_sd request", payload);
    return new SetSecurityRequest(in.i32(), in.i32(), Bytes.of(in.bytes(in.remaining())));
  }

  /** The payload. */
  public byte[] encode() {
    ByteWriter out = new ByteWriter(8 + descriptor.size());
    out.i32(securityInformation);
    out.i32(flags);
    descriptor.writeTo(out);
    return out.toByteArray();
  }
}
