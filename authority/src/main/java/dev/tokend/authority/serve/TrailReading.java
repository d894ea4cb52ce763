package dev.tokend.authority.serve;

import dev.tokend.authority.audit.RecentEvents;
import dev.tokend.authority.connection.Parked;
import dev.tokend.authority.connection.Reply;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.surface.protocol.EventsReply;
import dev.tokend.surface.protocol.EventsRequest;
import dev.tokend.surface.protocol.Operation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hands out the last events of the audit trail, to each what it may see, and lets so many wait for the next one. */
public final class TrailReading {

  /** How many requests of one uid may wait at a time. */
  static final int MOST_OF_ONE_UID = 8;

  /** How many requests may wait at a time; root's are not counted against it. */
  static final int MOST_IN_ALL = 256;

  /** Well below the longest answer, so that one more line of any length goes into it. */
  private static final int MOST_BYTES = 512 * 1024;

  /** News are told together, so that a stream of them does not wake everybody for each. */
  private static final long TOGETHER_NANOS = 20_000_000;

  private final RecentEvents recent;
  private final TrailView.Rules rules;
  private final Set<Follower> followers = new LinkedHashSet<>();
  private long polledAt = System.nanoTime();
  private long polledUpTo;

  /**
   * @param ownUid the uid that the authority runs as, unsigned
   */
  public TrailReading(RecentEvents recent, int ownUid) {
    this.recent = recent;
    this.rules = new TrailView.Rules(ownUid);
  }

  /** One request that waits. */
  private final class Follower implements Parked {
    private final int uid;
    private final TrailView view;
    private final long deadline;
    private long after;

    private Follower(int uid, TrailView view, long after, long deadline) {
      this.uid = uid;
      this.view = view;
      this.after = after;
      this.deadline = deadline;
    }

    @Override
    public @Nullable Reply poll(long now) {
      EventsReply reply = reply(view, after);
      if (reply.lines().isEmpty() && now - deadline < 0) {
        after = reply.next();
        return null;
      }
      return Reply.of(reply.encode());
    }

    @Override
    public void ended() {
      followers.remove(this);
    }
  }

  Reply answer(Call call) throws FailedException, MalformedException {
    EventsRequest request = EventsRequest.decode(call.payload());
    TrailView view = viewOf(call);
    EventsReply reply = reply(view, request.after());
    if (!reply.lines().isEmpty() || request.waitMillis() == 0) {
      return Reply.of(reply.encode());
    }
    int uid = call.identity().uid();
    requireRoom(uid);
    long deadline = System.nanoTime() + request.waitMillis() * 1_000_000L;
    Follower follower = new Follower(uid, view, reply.next(), deadline);
    followers.add(follower);
    return Reply.later(follower);
  }

  /** What a caller may see of what others do. */
  TrailView viewOf(Call call) {
    return rules.viewOf(call.identity(), call.caller());
  }

  private void requireRoom(int uid) throws FailedException {
    int ofUid = 0;
    for (Follower follower : followers) {
      if (follower.uid == uid) {
        ofUid++;
      }
    }
    if (ofUid >= MOST_OF_ONE_UID || (uid != 0 && followers.size() >= MOST_IN_ALL)) {
      throw FailedException.of(
          Errno.EMFILE,
          Operation.EVENTS.word(),
          "requests that wait",
          "at most " + MOST_OF_ONE_UID + " requests of one uid and " + MOST_IN_ALL + " in all can wait for events");
    }
  }

  private EventsReply reply(TrailView view, long asked) {
    // Also what an earlier authority numbered: this one has not got that far.
    long after = Long.compareUnsigned(asked, recent.last()) > 0 ? recent.last() : asked;
    List<String> lines = new ArrayList<>();
    int bytes = 0;
    for (RecentEvents.Entry entry : recent.after(after)) {
      if (view.shows(entry)) {
        if (bytes > MOST_BYTES) {
          break;
        }
        lines.add(entry.line());
        bytes += entry.line().getBytes(StandardCharsets.UTF_8).length + Integer.BYTES;
      }
      after = entry.number();
    }
    return new EventsReply(after, recent.first(), lines);
  }

  /** In how many milliseconds somebody who waits is to be looked after; -1 = nobody waits. */
  public int millisUntilDue(long now) {
    if (followers.isEmpty()) {
      return -1;
    }
    long left = Long.MAX_VALUE;
    for (Follower follower : followers) {
      left = Math.min(left, follower.deadline - now);
    }
    if (recent.last() != polledUpTo) {
      left = Math.min(left, polledAt + TOGETHER_NANOS - now);
    }
    return left <= 0 ? 0 : (int) (left / 1_000_000) + 1;
  }

  /** Everybody who waits has been looked after. */
  public void polled(long now) {
    polledAt = now;
    polledUpTo = recent.last();
  }
}
