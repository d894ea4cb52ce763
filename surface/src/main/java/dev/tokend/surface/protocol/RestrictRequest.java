package dev.tokend.surface.protocol;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.sid.Sid;
import java.util.List;

/**
 * What a copy of a token loses: kacs_restrict_args with its data in place of the pointer (formats §11.1).
 *
 * <pre>
 *   0  u64  privileges to delete, one bit each
 *   8  u32  count of group indices in the data
 *  12  u32  count of SIDs in the data
 *  16  u32  length of the data
 *  20  u32  flags: 1 = write-restricted
 *  24       the data: u32 group indices, then the SIDs packed
 * </pre>
 *
 * @param privilegesToDelete one bit each
 * @param denyCount how many group indices the data begins with, unsigned
 * @param restrictCount how many SIDs follow, unsigned
 * @param flags as it came; the operation knows {@link #WRITE_RESTRICTED}
 * @param data as it came; the operation reads it
 */
public record RestrictRequest(long privilegesToDelete, int denyCount, int restrictCount, int flags, Bytes data) {

  /** Flag: the restricting SIDs limit only writing. */
  public static final int WRITE_RESTRICTED = 1;

  /**
   * A request that is well formed.
   *
   * @param privilegesToDelete one bit each
   * @param denyIndices groups that are to be for deny only
   * @param restrictingSids at most as many as go into 65536 bytes with the indices
   */
  public static RestrictRequest of(
      long privilegesToDelete, List<Integer> denyIndices, List<Sid> restrictingSids, boolean writeRestricted) {
    ByteWriter data = new ByteWriter();
    for (int index : denyIndices) {
      data.i32(index);
    }
    for (Sid sid : restrictingSids) {
      sid.writeTo(data);
    }
    return new RestrictRequest(
        privilegesToDelete,
        denyIndices.size(),
        restrictingSids.size(),
        writeRestricted ? WRITE_RESTRICTED : 0,
        Bytes.of(data.toByteArray()));
  }

  /** Whether the copy would lose anything. */
  public boolean takesAnything() {
    return privilegesToDelete != 0 || denyCount != 0 || restrictCount != 0 || flags != 0;
  }

  /** Reads a payload. */
  public static RestrictRequest decode(byte[] payload) throws MalformedException {
    return read(new ByteReader("restrict request", payload));
  }

  /** Reads what is left of a payload. */
  static RestrictRequest read(ByteReader in) throws MalformedException {
    long privileges = in.i64();
    int deny = in.i32();
    int restrict = in.i32();
    long length = in.u32();
    int flags = in.i32();
    if (length != in.remaining()) {
      throw in.fail("the length is not that of the data");
    }
    return new RestrictRequest(privileges, deny, restrict, flags, Bytes.of(in.bytes(in.remaining())));
  }

  /** The payload. */
  public byte[] encode() {
    ByteWriter out = new ByteWriter(24 + data.size());
    writeTo(out);
    return out.toByteArray();
  }

  void writeTo(ByteWriter out) {
    out.i64(privilegesToDelete);
    out.i32(denyCount);
    out.i32(restrictCount);
    out.i32(data.size());
    out.i32(flags);
    data.writeTo(out);
  }
}
