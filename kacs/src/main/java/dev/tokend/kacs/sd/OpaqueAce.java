package dev.tokend.kacs.sd;

import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.bytes.Bytes;

/**
 * An entry that has no meaning here, kept byte for byte and never evaluated (KACS v0.22 §3.4): compound entries, the
 * access filters of Windows, and types that nobody has defined.
 *
 * @param typeCode the type byte
 * @param flags the flag byte
 * @param body what follows the header, a multiple of 4 bytes
 */
public record OpaqueAce(int typeCode, int flags, Bytes body) implements Ace {
  /** Refuses types that have a meaning. */
  public OpaqueAce {
    if (typeCode < 0 || typeCode > 0xFF || !AceBody.isOpaque(typeCode)) {
      throw new IllegalArgumentException("ACE type " + typeCode + " is not opaque");
    }
    AceBody.checkHeader(flags, HEADER_SIZE + body.size());
  }

  @Override
  public int size() {
    return HEADER_SIZE + body.size();
  }

  @Override
  public OpaqueAce withFlags(int newFlags) {
    return new OpaqueAce(typeCode, newFlags, body);
  }

  @Override
  public void writeTo(ByteWriter out) {
    AceBody.writeHeader(out, this);
    body.writeTo(out);
  }
}
