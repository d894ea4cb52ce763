package dev.tokend.surface.protocol;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Audit events, in their order.
 *
 * <pre>
 *   0  u64  the number to ask after next
 *   8  u64  the number of the oldest event that is still kept
 *  16  u32  how many lines
 *      each: u32 length and UTF-8 of a line, without its end
 * </pre>
 *
 * @param next the number to ask after next
 * @param oldest the oldest event that is kept: what came between the number asked after and this one is gone
 * @param lines one JSON object each (docs/audit.md)
 */
public record EventsReply(long next, long oldest, List<String> lines) {

  private static final int HEAD = 20;

  /** Copies the list. */
  public EventsReply {
    lines = List.copyOf(lines);
  }

  /** Reads a reply. */
  public static EventsReply decode(byte[] reply) throws MalformedException {
    ByteReader in = new ByteReader("events", reply);
    long next = in.i64();
    long oldest = in.i64();
    int count = in.i32();
    List<String> lines = new ArrayList<>();
    // The bytes run out before a count that is too high does harm.
    for (int i = 0; i != count; i++) {
      int length = in.i32();
      if (length < 0) {
        throw new MalformedException("events", HEAD, "a line of more than 2147483647 bytes");
      }
      lines.add(new String(in.bytes(length), StandardCharsets.UTF_8));
    }
    in.expectEnd();
    return new EventsReply(next, oldest, lines);
  }

  /** The reply's bytes. */
  public byte[] encode() {
    ByteWriter out = new ByteWriter(HEAD + 256 * lines.size());
    out.i64(next);
    out.i64(oldest);
    out.i32(lines.size());
    for (String line : lines) {
      byte[] utf8 = line.getBytes(StandardCharsets.UTF_8);
      out.i32(utf8.length);
      out.bytes(utf8);
    }
    return out.toByteArray();
  }
}
