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

  /** The payload. */
  public static byte[] encode(int... words) {
    ByteWriter out = new ByteWriter(4 * words.length);
    for (int word : words) {
      out.i32(word);
    }
    return out.toByteArray();
  }
}
