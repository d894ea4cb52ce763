package dev.tokend.authority.serve;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.monitor.Monitor;
import dev.tokend.surface.protocol.Operation;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which uid asked for which sessions: there may be so many of each. */
public final class RequestedSessions {

  /** Whoever logs others on has one for each. */
  static final int MOST_OF_ONE_UID = 16_384;

  private final Monitor monitor;
  private final Map<Long, Integer> uids = new HashMap<>();

  /** None yet. */
  public RequestedSessions(Monitor monitor) {
    this.monitor = monitor;
  }

  /** Who asked for a session, unsigned; null where nobody did. */
  public @Nullable Integer whoAskedFor(long session) {
    return uids.get(session);
  }

  /** A uid has asked for a session, which there is from now on, unless that is undone. */
  void asked(long session, int uid) {
    uids.put(session, uid);
    monitor.whenRolledBack(() -> uids.remove(session));
  }

  /** A uid has asked an earlier authority for a session. */
  public void restore(long session, int uid) {
    uids.put(session, uid);
  }

  /** Requires that a uid may have one more. */
  void requireRoom(int uid) throws FailedException {
    if (uids.size() >= MOST_OF_ONE_UID && count(uid) >= MOST_OF_ONE_UID) {
      throw FailedException.of(
          Errno.EMFILE,
          Operation.CREATE_SESSION.word(),
          "sessions of one uid",
          "there are " + MOST_OF_ONE_UID + " sessions that this uid has asked for; some of them must end first");
    }
  }

  /** How many of them there still are; nothing tells when one has ended. */
  private int count(int uid) {
    uids.keySet().removeIf(id -> monitor.sessions().find(id) == null);
    int count = 0;
    for (int owner : uids.values()) {
      count += owner == uid ? 1 : 0;
    }
    return count;
  }
}
