package dev.tokend.authority.store;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.claim.ClaimCodec;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sid.Sid;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields that several entries have. What has no length of its own stands after a u32 with its length in bytes. */
final class Fields {

  private Fields() {}

  static void bytes(ByteWriter out, byte[] bytes) {
    out.i32(bytes.length).bytes(bytes);
  }

  /** A reader of what stands after its length. */
  static ByteReader part(ByteReader in, String structure) throws MalformedException {
    long length = in.u32();
    if (length > in.remaining()) {
      throw in.failAt(in.position() - 4, structure + " of " + length + " bytes with " + in.remaining() + " left");
    }
    return in.slice(structure, (int) length);
  }

  /** What reads a structure from all of its bytes. */
  private interface Parser<T> {
    T parse(byte[] bytes) throws MalformedException;
  }

  /** A structure that stands after its length; where it is malformed is told as an offset of this reader's. */
  private static <T> T whole(ByteReader in, String structure, Parser<T> parser) throws MalformedException {
    ByteReader part = part(in, structure);
    int at = part.position();
    try {
      return parser.parse(rest(part));
    } catch (MalformedException e) {
      throw in.failAt(at + e.offset(), e.structure() + ": " + e.reason());
    }
  }

  private static byte[] rest(ByteReader in) throws MalformedException {
    return in.bytes(in.remaining());
  }

  static void text(ByteWriter out, String text) {
    bytes(out, text.getBytes(StandardCharsets.UTF_8));
  }

  static String text(ByteReader in) throws MalformedException {
    ByteReader part = part(in, "text");
    int at = part.position();
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(rest(part))).toString();
    } catch (CharacterCodingException e) {
      throw in.failAt(at, "text that is not UTF-8");
    }
  }

  static void flag(ByteWriter out, boolean flag) {
    out.u8(flag ? 1 : 0);
  }

  static boolean flag(ByteReader in) throws MalformedException {
    return bits(in, 1) == 1;
  }

  /** One byte of flags, of which {@code defined} exist. */
  static int bits(ByteReader in, int defined) throws MalformedException {
    int bits = in.u8();
    if ((bits & ~defined) != 0) {
      throw in.failAt(in.position() - 1, "flags 0x" + Integer.toHexString(bits) + " that are not defined");
    }
    return bits;
  }

  /** What a number stands for. */
  static <T> T known(@Nullable T value, ByteReader in, int at, String what) throws MalformedException {
    if (value == null) {
      throw in.failAt(at, "there is no such " + what);
    }
    return value;
  }

  static void sid(ByteWriter out, Sid sid) {
    sid.writeTo(out);
  }

  static Sid sid(ByteReader in) throws MalformedException {
    return Sid.read(in);
  }

  static void acl(ByteWriter out, @Nullable Acl acl) {
    flag(out, acl != null);
    if (acl != null) {
      bytes(out, acl.toByteArray());
    }
  }

  static @Nullable Acl acl(ByteReader in) throws MalformedException {
    return flag(in) ? whole(in, "ACL", Acl::parse) : null;
  }

  static void descriptor(ByteWriter out, SecurityDescriptor descriptor) {
    bytes(out, descriptor.toByteArray());
  }

  static SecurityDescriptor descriptor(ByteReader in) throws MalformedException {
    return whole(in, "security descriptor", SecurityDescriptor::parse);
  }

  static void claims(ByteWriter out, List<Claim> claims) {
    bytes(out, ClaimCodec.writeArray(claims));
  }

  static List<Claim> claims(ByteReader in) throws MalformedException {
    return ClaimCodec.readArray(part(in, "claims"));
  }

  static void numbers(ByteWriter out, List<Integer> numbers) {
    out.i32(numbers.size());
    for (int number : numbers) {
      out.i32(number);
    }
  }

  static List<Integer> numbers(ByteReader in) throws MalformedException {
    long count = in.u32();
    if (count > in.remaining() / Integer.BYTES) {
      throw in.failAt(in.position() - 4, count + " numbers with " + in.remaining() + " bytes left");
    }
    List<Integer> numbers = new ArrayList<>((int) count);
    for (long i = 0; i < count; i++) {
      numbers.add(in.i32());
    }
    return numbers;
  }
}
