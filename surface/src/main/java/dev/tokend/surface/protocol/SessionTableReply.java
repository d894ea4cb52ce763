package dev.tokend.surface.protocol;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Some logon sessions in the order of their ids: {@code u64} the id to ask from next, 0 = these were the last ones;
 * {@code u32} count; then each as {@link SessionSummary} has it.
 *
 * @param next unsigned, or 0
 * @param sessions in the order of their ids
 */
public record SessionTableReply(long next, List<SessionSummary> sessions) {

  /** Copies the list. */
  public SessionTableReply {
    sessions = List.copyOf(sessions);
  }

  /** Reads a reply. */
  public static SessionTableReply decode(byte[] reply) throws MalformedException {
    ByteReader in = new ByteReader("session table", reply);
    long next = in.i64();
    long count = in.u32();
    if (count > in.remaining() / SessionSummary.FEWEST_BYTES) {
      throw in.failAt(8, "fewer sessions than announced");
    }
    List<SessionSummary> sessions = new ArrayList<>((int) count);
    for (long i = 0; i < count; i++) {
      sessions.add(SessionSummary.read(in));
    }
    in.expectEnd();
    return new SessionTableReply(next, sessions);
  }

  /** The reply's bytes. */
  public byte[] encode() {
    ByteWriter out = new ByteWriter();
    out.i64(next).i32(sessions.size());
    for (SessionSummary session : sessions) {
      session.writeTo(out);
    }
    return out.toByteArray();
  }
}
