package dev.tokend.kacs.sd;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.sid.Sid;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a descriptor behind its header, and the rule that no two of them overlap (security-descriptors §2.2).
 */
final class Components {
  private static final String STRUCTURE = "security descriptor";

  private final byte[] bytes;
  private final int[] starts = new int[4];
  private final int[] ends = new int[4];
  private int count;

  Components(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Reads an offset, which is 0 or lies behind the header. */
  int offset(ByteReader header) throws MalformedException {
    int at = header.position();
    long offset = header.u32();
    if (offset != 0 && (offset < SecurityDescriptor.HEADER_SIZE || offset >= bytes.length)) {
      throw header.failAt(at, "offset " + offset + " is not in 20.." + (bytes.length - 1));
    }
    return (int) offset;
  }

  static void checkPresence(int offset, int fieldAt, boolean present, String name) throws MalformedException {
    if (present != (offset != 0)) {
      throw new MalformedException(STRUCTURE, fieldAt,
          name + (present ? " is present but has no offset" : " has an offset but is not present"));
    }
  }

  @Nullable Sid sid(int offset) throws MalformedException {
    if (offset == 0) {
      return null;
    }
    Sid sid = Sid.read(bytes, offset, bytes.length);
    use(offset, offset + sid.size());
    return sid;
  }

  @Nullable Acl acl(int offset) throws MalformedException {
    if (offset == 0) {
      return null;
    }
    ByteReader in = new ByteReader("ACL", bytes, offset, bytes.length);
    Acl acl = Acl.read(in);
    use(offset, in.position());
    return acl;
  }

  void checkOverlap() throws MalformedException {
    for (int i = 0; i < count; i++) {
      for (int j = i + 1; j < count; j++) {
        if (starts[i] < ends[j] && starts[j] < ends[i]) {
          throw new MalformedException(STRUCTURE, Math.max(starts[i], starts[j]), "components overlap");
        }
      }
    }
  }

  private void use(int start, int end) {
    starts[count] = start;
    ends[count] = end;
    count++;
  }
}
