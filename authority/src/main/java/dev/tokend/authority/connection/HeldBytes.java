package dev.tokend.authority.connection;

import dev.tokend.kacs.catalog.Errno;
import java.util.HashMap;
import java.util.Map;

/**
 * How much the authority holds for clients: requests of which a part is still to come or which wait, and answers that
 * are not read. Each uid has a share, and all but root's together another, so that nobody can fill the memory.
 */
final class HeldBytes {

  /** How many bytes may be held for one uid. */
  static final long MOST_OF_ONE_UID = 16 << 20;

  /** How many for all; beyond them root alone has its share. */
  static final long MOST = 256 << 20;

  /** What a client is told that would be held too much for. */
  static final AtLimit TOO_MANY =
      new AtLimit(
          Errno.ENOMEM,
          "bytes held for one uid",
          "requests that are not complete and answers that are not read take more than " + (MOST_OF_ONE_UID >> 20)
              + " MiB for this uid, or " + (MOST >> 20) + " MiB for all");

  private final Map<Integer, Long> ofUid = new HashMap<>();
  private long total;

  /** Whether so many more bytes may be held for a uid. */
  boolean hasRoom(int uid, long more) {
    return ofUid.getOrDefault(uid, 0L) + more <= MOST_OF_ONE_UID && (uid == 0 || total + more <= MOST);
  }

  /** More, or fewer where negative, are held for a uid now. */
  void add(int uid, long bytes) {
    long now = ofUid.getOrDefault(uid, 0L) + bytes;
    if (now == 0) {
      ofUid.remove(uid);
    } else {
      ofUid.put(uid, now);
    }
    total += bytes;
  }
}
