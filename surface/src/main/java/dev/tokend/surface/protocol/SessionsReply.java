package dev.tokend.surface.protocol;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import java.nio.charset.StandardCharsets;

/**
 * A part of the listing of logon sessions, in the order of their ids.
 *
 * <pre>
 *   0  u64  where the next part starts, 0 = this was the last one
 *   8       UTF-8 text, a line for each session (formats §13)
 * </pre>
 *
 * @param next the session id to ask from next, unsigned, or 0
 * @param text whole lines
 */
public record SessionsReply(long next, String text) {

  /** Reads a reply. */
  public static SessionsReply decode(byte[] reply) throws MalformedException {
    ByteReader in = new ByteReader("sessions", reply);
    return new SessionsReply(in.i64(), new String(in.bytes(in.remaining()), StandardCharsets.UTF_8));
  }

  /** The reply's bytes. */
  public byte[] encode() {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    ByteWriter out = new ByteWriter(8 + utf8.length);
    out.i64(next);
    out.bytes(utf8);
    return out.toByteArray();
  }
}
