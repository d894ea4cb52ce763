package dev.tokend.surface.protocol;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.access.GenericMapping;
import dev.tokend.kacs.access.ObjectTypeList;
import dev.tokend.kacs.access.PipLabel;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.claim.ClaimCodec;
import dev.tokend.kacs.sd.Guid;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sid.Sid;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An access check: what kacs_access_check_args says, with what its pointers point at in place of them.
 *
 * <pre>
 *   0  u32  rights asked for
 *   4  u32  what GENERIC_READ, _WRITE, _EXECUTE and _ALL stand for, one after the other
 *  20  u32  intent: 1 backup, 2 restore
 *  24  u32  protection type, u32 trust; both 0 = those of the sender's process
 *  32  u32  lengths in bytes of the security descriptor, the self SID, the object types, the local claims and the
 *           context, one after the other
 *  52       those five; of each object type u16 level, u16 reserved (0), GUID
 * </pre>
 *
 * @param desired rights, generic ones and MAXIMUM_ALLOWED among them
 * @param mapping of the object's kind
 * @param intent as it came
 * @param pip the protection level that is to count
 * @param descriptor of the object
 * @param selfSid whom PRINCIPAL SELF stands for
 * @param objectTypes the parts asked about
 * @param localClaims claims about the request
 * @param context what events are to tell of the object
 */
public record AccessCheckRequest(
    int desired,
    GenericMapping mapping,
    int intent,
    PipLabel pip,
    SecurityDescriptor descriptor,
    @Nullable Sid selfSid,
    @Nullable ObjectTypeList objectTypes,
    List<Claim> localClaims,
    Bytes context) {

  /** Bytes before the first part of variable length. */
  public static final int FIXED = 52;

  /** Bytes of an object type. */
  public static final int OBJECT_TYPE = 20;

  /** The most bytes of local claims. */
  public static final int MAX_CLAIMS = 65536;

  /** The most bytes of context. */
  public static final int MAX_CONTEXT = 4096;

  /** The most bytes of a request. */
  static final int MAX_SIZE =
      FIXED
          + SecurityDescriptor.MAX_SIZE
          + Sid.MAX_SIZE
          + OBJECT_TYPE * ObjectTypeList.MAX_NODES
          + MAX_CLAIMS
          + MAX_CONTEXT;

  /** Copies the list. */
  public AccessCheckRequest {
    localClaims = List.copyOf(localClaims);
  }

  /**
   * The payload of parts that need not make sense yet.
   *
   * @param words the first eight, in their order
   * @param parts the five, in their order
   */
  public static byte[] encode(int[] words, List<byte[]> parts) {
    ByteWriter out = new ByteWriter(FIXED);
    for (int word : words) {
      out.i32(word);
    }
    for (byte[] part : parts) {
      out.i32(part.length);
    }
    for (byte[] part : parts) {
      out.bytes(part);
    }
    return out.toByteArray();
  }

  /** Reads a payload. */
  public static AccessCheckRequest decode(byte[] payload) throws MalformedException {
    ByteReader in = new ByteReader("access_check request", payload);
    int desired = in.i32();
    GenericMapping mapping = new GenericMapping(in.i32(), in.i32(), in.i32(), in.i32());
    int intent = in.i32();
    PipLabel pip = new PipLabel(in.i32(), in.i32());
    int[] lengths = new int[5];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = in.i32();
    }
    byte[] descriptor = in.bytes(lengths[0]);
    byte[] self = in.bytes(lengths[1]);
    byte[] types = in.bytes(lengths[2]);
    byte[] claims = in.bytes(lengths[3]);
    byte[] context = in.bytes(lengths[4]);
    in.expectEnd();
    return new AccessCheckRequest(
        desired,
        mapping,
        intent,
        pip,
        SecurityDescriptor.parse(descriptor),
        self.length == 0 ? null : Sid.readExact(self),
        types.length == 0 ? null : objectTypes(types),
        ClaimCodec.readArray(claims),
        Bytes.of(context));
  }

  private static ObjectTypeList objectTypes(byte[] bytes) throws MalformedException {
    ByteReader in = new ByteReader("object types", bytes);
    List<ObjectTypeList.Node> nodes = new ArrayList<>();
    while (in.remaining() > 0) {
      int level = in.u16();
      if (in.u16() != 0) {
        throw in.fail("the reserved field is not 0");
      }
      nodes.add(new ObjectTypeList.Node(level, Guid.read(in)));
    }
    return ObjectTypeList.of(nodes);
  }
}
