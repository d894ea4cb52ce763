package dev.tokend.surface.protocol;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names asked for, in the order of the SIDs: {@code u32 count}, then per SID {@code u16} length and UTF-8 name,
 * length 0 where none is known.
 *
 * @param names one entry per SID; null where no name is known
 */
public record NamesReply(List<@Nullable String> names) {

  /** The longest name in bytes; longer ones are not sent. */
  public static final int MAX_NAME = 512;

  /** Reads a reply to a request for {@code expected} names. */
  public static NamesReply decode(byte[] reply, int expected) throws MalformedException {
    ByteReader in = new ByteReader("names reply", reply, 0, reply.length);
    if (in.i32() != expected) {
      throw new MalformedException("names reply", 0, "not as many names as SIDs asked for");
    }
    List<@Nullable String> names = new ArrayList<>();
    for (int i = 0; i < expected; i++) {
      int length = in.u16();
      if (length > MAX_NAME) {
        throw in.fail("name of more than " + MAX_NAME + " bytes");
      }
      names.add(length == 0 ? null : new String(in.bytes(length), StandardCharsets.UTF_8));
    }
    in.expectEnd();
    return new NamesReply(names);
  }

  /** The reply's bytes. */
  public byte[] encode() {
    ByteWriter out = new ByteWriter();
    out.i32(names.size());
    for (String name : names) {
      byte[] utf8 = name == null ? new byte[0] : name.getBytes(StandardCharsets.UTF_8);
      if (utf8.length > MAX_NAME) {
        utf8 = new byte[0];
      }
      out.u16(utf8.length);
      out.bytes(utf8);
    }
    return out.toByteArray();
  }
}
