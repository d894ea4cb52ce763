package dev.tokend.authority.serve;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.monitor.Monitor;
import dev.tokend.surface.protocol.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The watches that there are, so many of each uid. A watch ends with the process that watches. */
public final class Watches {

  /** How many watches one uid may have at a time. */
  static final int MOST_OF_ONE_UID = 8;

  /** How many watches there may be; root's are not counted against it. */
  static final int MOST_IN_ALL = 128;

  /** Changes are told together, so that a stream of them does not wake everybody for each. */
  private static final long TOGETHER_NANOS = 10_000_000;

  private final Monitor monitor;
  private final Map<Long, Watch> watches = new LinkedHashMap<>();
  private long last;
  private long polledAt = System.nanoTime();
  private boolean news;

  /** No watches yet. */
  public Watches(Monitor monitor) {
    this.monitor = monitor;
  }

  /** The number for the next watch. */
  long nextNumber() {
    return ++last;
  }

  void add(long number, Watch watch) {
    watches.put(number, watch);
  }

  /** The watch of a number, if it is that process's. */
  @Nullable Watch find(long number, long watcherKey) {
    Watch watch = watches.get(number);
    return watch == null || watch.watcherKey() != watcherKey ? null : watch;
  }

  /** Ends one; nothing happens if it has ended. */
  void remove(long number) {
    Watch watch = watches.remove(number);
    if (watch != null) {
      watch.letGo();
    }
  }

  void requireRoom(int uid) throws FailedException {
    int ofUid = 0;
    for (Watch watch : watches.values()) {
      if (watch.uid() == uid) {
        ofUid++;
      }
    }
    if (ofUid >= MOST_OF_ONE_UID || (uid != 0 && watches.size() >= MOST_IN_ALL)) {
      throw FailedException.of(
          Errno.EMFILE,
          Operation.WATCH.word(),
          "watches",
          "at most " + MOST_OF_ONE_UID + " tokens can be watched by one uid and " + MOST_IN_ALL + " by all");
    }
  }

  /** Looks at every watched token. */
  public void look() {
    look(null);
  }

  /**
   * Looks at every watched token.
   *
   * @param doing what has just been done, and may have changed some of them; null for nothing
   */
  void look(@Nullable Doing doing) {
    if (watches.isEmpty()) {
      return;
    }
    long now = System.currentTimeMillis();
    for (Map.Entry<Long, Watch> entry : List.copyOf(watches.entrySet())) {
      Watch watch = entry.getValue();
      if (monitor.processes().find(watch.watcherKey()) == null) {
        remove(entry.getKey());
      } else {
        watch.look(doing, now);
        news |= watch.isWaiting() && watch.hasNews();
      }
    }
  }

  /** In how many milliseconds somebody who waits is to be looked after; -1 = nobody waits. */
  public int millisUntilDue(long now) {
    if (watches.isEmpty() && !news) {
      return -1;
    }
    long left = news ? polledAt + TOGETHER_NANOS - now : Long.MAX_VALUE;
    for (Watch watch : watches.values()) {
      left = Math.min(left, watch.nanosLeft(now));
    }
    if (left == Long.MAX_VALUE) {
      return -1;
    }
    return left <= 0 ? 0 : (int) (left / 1_000_000) + 1;
  }

  /** Everybody who waits has been looked after. */
  public void polled(long now) {
    polledAt = now;
    news = false;
  }
}
