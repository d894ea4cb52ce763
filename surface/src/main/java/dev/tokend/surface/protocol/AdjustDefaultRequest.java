package dev.tokend.surface.protocol;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What new objects are to get: kacs_adjust_default_args with the DACL behind it (formats §11.1).
 *
 * <pre>
 *   0  u64  0 = no DACL is named, anything else = one is, and its bytes follow
 *   8  u32  length of the DACL; 0 where one is named = there is to be none any more
 *  12  u16  owner index, 0xFFFF = as it is
 *  14  u16  primary group index, 0xFFFF = as it is
 *  16       the DACL, where one is named
 * </pre>
 *
 * @param dacl the DACL's bytes, empty to have none any more, null to leave it as it is
 * @param lengthWithoutDacl the length given where no DACL is named; the operation wants 0
 * @param ownerIndex 0 for the user, N for groups[N-1], or {@link #LEAVE}
 * @param groupIndex likewise
 */
public record AdjustDefaultRequest(@Nullable Bytes dacl, int lengthWithoutDacl, int ownerIndex, int groupIndex) {

  /** An index that changes nothing. */
  public static final int LEAVE = 0xFFFF;

  /** A request that is well formed. */
  public static AdjustDefaultRequest of(@Nullable Bytes dacl, int ownerIndex, int groupIndex) {
    return new AdjustDefaultRequest(dacl, 0, ownerIndex, groupIndex);
  }

  /** Reads a payload. */
  public static AdjustDefaultRequest decode(byte[] payload) throws MalformedException {
    ByteReader in = new ByteReader("adjust_default request", payload);
    boolean named = in.i64() != 0;
    int length = in.i32();
    int owner = in.u16();
    int group = in.u16();
    if (named && length != in.remaining()) {
      throw new MalformedException("adjust_default request", 8, "the length is not that of the DACL");
    }
    Bytes dacl = named ? Bytes.of(in.bytes(length)) : null;
    in.expectEnd();
    return new AdjustDefaultRequest(dacl, named ? 0 : length, owner, group);
  }

  /** The payload. */
  public byte[] encode() {
    ByteWriter out = new ByteWriter(16 + (dacl == null ? 0 : dacl.size()));
    out.i64(dacl == null ? 0 : 1);
    out.i32(dacl == null ? lengthWithoutDacl : dacl.size());
    out.u16(ownerIndex);
    out.u16(groupIndex);
    if (dacl != null) {
      dacl.writeTo(out);
    }
    return out.toByteArray();
  }
}
