package dev.tokend.surface.protocol;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import org.jspecify.annotations.Nullable;

/**
 * How the calling process is to be lowered.
 *
 * <pre>
 *   0  u32  1 = with an integrity level, 0 = at the present one
 *   4  u32  the integrity level, or 0
 *   8       as a restrict request
 * </pre>
 *
 * @param integrityLevel the level of the copy, unsigned and at most the present one, or null for the present one
 * @param restrict what the copy loses
 */
public record RunRequest(@Nullable Integer integrityLevel, RestrictRequest restrict) {

  /** Reads a payload. */
  public static RunRequest decode(byte[] payload) throws MalformedException {
    ByteReader in = new ByteReader("run request", payload);
    int with = in.i32();
    int level = in.i32();
    if (with != 0 && with != 1) {
      throw new MalformedException("run request", 0, "neither 0 nor 1");
    }
    if (with == 0 && level != 0) {
      throw new MalformedException("run request", 4, "a level where none is announced");
    }
    return new RunRequest(with == 1 ? level : null, RestrictRequest.read(in));
  }

  /** The payload. */
  public byte[] encode() {
    ByteWriter out = new ByteWriter(32 + restrict.data().size());
    out.i32(integrityLevel == null ? 0 : 1);
    out.i32(integrityLevel == null ? 0 : integrityLevel);
    restrict.writeTo(out);
    return out.toByteArray();
  }
}
