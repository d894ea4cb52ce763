package dev.tokend.authority.serve;

import dev.tokend.authority.audit.Trail;
import dev.tokend.authority.connection.Parked;
import dev.tokend.authority.connection.Reply;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.Words;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Lists processes. Those who ask wait: in each turn of the loop one of their listings goes on, and not for long, however
 * many processes there are and whoever else is to be answered.
 */
public final class ProcessListing {

  /** How many listings of one uid may be in the making at a time. */
  static final int MOST_OF_ONE_UID = 4;

  /** How many listings may be in the making at a time; root's are not counted against it. */
  static final int MOST_IN_ALL = 32;

  /** For how long a turn works on a listing; the process at hand is finished. */
  private static final long TURN_NANOS = 100_000;

  /** How long to wait where all that is left waits for the name service. */
  private static final int PAUSE_MILLIS = 5;

  private final ProcessViewer viewer;
  private final Trail trail;
  private final Deque<Asker> askers = new ArrayDeque<>();

  /** Listings of what {@code viewer} sees. */
  public ProcessListing(ProcessViewer viewer, Trail trail) {
    this.viewer = viewer;
    this.trail = trail;
  }

  /** One who waits for a listing. */
  private final class Asker implements Parked {
    private final ProcessScan scan;
    private boolean hasTurn;

    private Asker(ProcessScan scan) {
      this.scan = scan;
    }

    @Override
    public @Nullable Reply poll(long now) {
      if (hasTurn) {
        hasTurn = false;
        work(now);
      }
      return scan.reply();
    }

    /** What the monitor records meanwhile is the asker's doing. */
    private void work(long start) {
      trail.acts(scan.request().actor());
      try {
        long now = start;
        while (scan.reply() == null && !scan.isPausing(now) && now - start < TURN_NANOS) {
          scan.step();
          now = System.nanoTime();
        }
      } finally {
        trail.acts(null);
      }
    }

    @Override
    public void ended() {
      askers.remove(this);
    }
  }

  Reply answer(Call call) throws FailedException, MalformedException {
    int after = Words.decode(Operation.PROCESSES, call.payload(), 1)[0];
    int uid = call.identity().uid();
    if (after < 0) {
      throw FailedException.of(
          Errno.EINVAL, Operation.PROCESSES.word(), "number", "no process has a number above 2147483647");
    }
    requireRoom(uid);
    Asker asker =
        new Asker(new ProcessScan(viewer, new ProcessScan.Request(call.caller(), uid, trail.acting(), after)));
    askers.add(asker);
    return Reply.later(asker);
  }

  private void requireRoom(int uid) throws FailedException {
    int ofUid = 0;
    for (Asker asker : askers) {
      if (asker.scan.request().uid() == uid) {
        ofUid++;
      }
    }
    if (ofUid >= MOST_OF_ONE_UID || (uid != 0 && askers.size() >= MOST_IN_ALL)) {
      throw FailedException.of(
          Errno.EMFILE,
          Operation.PROCESSES.word(),
          "listings in the making",
          "at most " + MOST_OF_ONE_UID + " of one uid and " + MOST_IN_ALL + " in all are made at a time");
    }
  }

  /**
   * In how many milliseconds some listing can go on; -1 = nobody waits for one.
   *
   * @param now {@link System#nanoTime()}
   */
  public int millisUntilDue(long now) {
    for (Asker asker : askers) {
      if (!asker.scan.isPausing(now)) {
        return 0;
      }
    }
    return askers.isEmpty() ? -1 : PAUSE_MILLIS;
  }

  /**
   * Whose turn it is: that one goes on when it is polled next. Each gets its turn before any has another one.
   *
   * @param now {@link System#nanoTime()}
   * @return null where none can go on now
   */
  public @Nullable Parked next(long now) {
    for (int count = askers.size(); count > 0; count--) {
      Asker asker = askers.remove();
      askers.add(asker);
      if (!asker.scan.isPausing(now)) {
        asker.hasTurn = true;
        return asker;
      }
    }
    return null;
  }
}
