package dev.tokend.surface.protocol;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * What has changed of a watched token, in its order.
 *
 * <pre>
 *   0  u64  the number of the watch
 *   8  u32  1 = it has ended, and nothing more comes; else 0
 *  12  u32  how many changes
 *      each: {@link TokenChange}
 * </pre>
 *
 * @param watch the number to go on with
 * @param ended whether nothing more comes
 * @param changes what has changed; of a watch that only begins, how the token is now
 */
public record WatchReply(long watch, boolean ended, List<TokenChange> changes) {

  /** Copies the list. */
  public WatchReply {
    changes = List.copyOf(changes);
  }

  /** Reads a reply. */
  public static WatchReply decode(byte[] reply) throws MalformedException {
    ByteReader in = new ByteReader("watch", reply);
    long watch = in.i64();
    int ended = in.i32();
    if (ended != 0 && ended != 1) {
      throw new MalformedException("watch", 8, "neither 0 nor 1");
    }
    int count = in.i32();
    List<TokenChange> changes = new ArrayList<>();
    // The bytes run out before a count that is too high does harm.
    for (int i = 0; i != count; i++) {
      changes.add(TokenChange.read(in));
    }
    in.expectEnd();
    return new WatchReply(watch, ended == 1, changes);
  }

  /** The reply's bytes. */
  public byte[] encode() {
    ByteWriter out = new ByteWriter();
    out.i64(watch);
    out.i32(ended ? 1 : 0);
    out.i32(changes.size());
    for (TokenChange change : changes) {
      change.writeTo(out);
    }
    return out.toByteArray();
  }
}
