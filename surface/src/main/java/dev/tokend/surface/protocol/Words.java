package dev.tokend.surface.protocol;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;

/**
 * The payload of the requests that are nothing but u32 words:
 *
 * <pre>
 *   open_self     flags, access mask
 *   open_process  access mask, pid (ignored where a pidfd came along)
 *   open_thread   access mask, pid (ignored where a pidfd came along), tid
 *   query         class, length of the caller's buffer (0 = only tell the size)
 *   get_sd        security information, flags, length of the caller's buffer (0 = only tell the size)
 *   duplicate     access mask, token type, impersonation level
 *   adjust_interactivity_scope  the scope
 *   set_impersonation_level     the level
 * </pre>
 */
public final class Words {

  private Words() {}

  /** Reads exactly {@code count} words. */
  public static int[] decode(Operation operation, byte[] payload, int count) throws MalformedException {
    ByteReader in = new ByteReader(operation.word() + " request", payload, 0, payload.length);
    int[] words = new int[count];
    for (int i = 0; i < count; i++) {
      words[i] = in.i32();
    }
    in.expectEnd();
    return words;
  }

  /** One word of a payload that is long enough. */
  public static int at(byte[] payload, int index) {
    int at = Integer.BYTES * index;
    return (payload[at] & 0xFF)
        | (payload[at + 1] & 0xFF) << 8
        | (payload[at + 2] & 0xFF) << 16
        | (payload[at + 3] & 0xFF) << 24;
  }

  /** Reads a payload that is nothing but one u64, as those that name a logon session. */
  public static long decodeLong(Operation operation, byte[] payload) throws MalformedException {
    ByteReader in = new ByteReader(operation.word() + " request", payload, 0, payload.length);
    long value = in.i64();
    in.expectEnd();
    return value;
  }

  /** The payload that is one u64. */
  public static byte[] encodeLong(long value) {
    return new ByteWriter(8).i64(value).toByteArray();
  }

  /** The payload. */
  public static byte[] encode(int... words) {
    ByteWriter out = new ByteWriter(4 * words.length);
    for (int word : words) {
      out.i32(word);
    }
    return out.toByteArray();
  }
}
