package dev.tokend.surface.protocol;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Which privileges the calling thread is to hold, all of them (tokens §19).
 *
 * <pre>
 *   0  u32  count
 *   4  u32  flags: 0 or 1 = KACS_PRIVCHECK_ALL_REQUIRED, which is so anyway
 *   8  u32  bit number, for each
 * </pre>
 *
 * @param flags as it came
 * @param privileges bit numbers
 */
public record PrivilegeCheckRequest(int flags, List<Integer> privileges) {

  /** Copies the list. */
  public PrivilegeCheckRequest {
    privileges = List.copyOf(privileges);
  }

  /** Reads a payload. */
  public static PrivilegeCheckRequest decode(byte[] payload) throws MalformedException {
    ByteReader in = new ByteReader("privilege-check request", payload);
    long count = in.u32();
    int flags = in.i32();
    if (count * Integer.BYTES != in.remaining()) {
      throw new MalformedException("privilege-check request", 0, "the count is not that of the privileges");
    }
    List<Integer> privileges = new ArrayList<>((int) count);
    for (long i = 0; i < count; i++) {
      privileges.add(in.i32());
    }
    return new PrivilegeCheckRequest(flags, privileges);
  }

  /** The payload. */
  public byte[] encode() {
    ByteWriter out = new ByteWriter(8 + Integer.BYTES * privileges.size());
    out.i32(privileges.size());
    out.i32(flags);
    for (int privilege : privileges) {
      out.i32(privilege);
    }
    return out.toByteArray();
  }
}
