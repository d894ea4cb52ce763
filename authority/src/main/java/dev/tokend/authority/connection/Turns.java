package dev.tokend.authority.connection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives each uid the same time in each turn of the loop, however many connections it has and however much it asks on
 * them. What finds no time comes in a later turn (see {@link Queues}).
 */
public final class Turns {

  /** An answer takes as long; who asks seldom waits so long for each other uid that asks without end. */
  private static final long NANOS = 25_000;

  private final Map<Integer, Share> shares = new HashMap<>();
  private final List<Share> touched = new ArrayList<>();

  /** The time of one uid, for all its connections. */
  public static final class Share {
    private final int uid;
    private final long limit;
    private final List<Share> touched;
    private int connections;
    private long spent;

    private Share(int uid, long limit, List<Share> touched) {
      this.uid = uid;
      this.limit = limit;
      this.touched = touched;
    }

    /** Whether there is time left in this turn. */
    boolean isLeft() {
      return spent < limit;
    }

    /** Time was spent. */
    void spend(long nanos) {
      if (spent == 0) {
        touched.add(this);
      }
      spent += nanos;
    }
  }

  Turns() {}

  /** A share that has no end. */
  static Share endless() {
    return new Share(0, Long.MAX_VALUE, new ArrayList<>());
  }

  /** The share of a uid, for a connection that {@linkplain #leave leaves} it when it ends. */
  Share join(int uid) {
    Share share = shares.get(uid);
    if (share == null) {
      share = new Share(uid, NANOS, touched);
      shares.put(uid, share);
    }
    share.connections++;
    return share;
  }

  /** A connection has ended. What it spent is spent: whoever connects anew has no more of this turn for it. */
  void leave(Share share) {
    share.connections--;
    if (share.spent == 0) {
      forgetIfUnused(share);
    }
  }

  private void forgetIfUnused(Share share) {
    if (share.connections == 0) {
      shares.remove(share.uid, share);
    }
  }

  /** The next turn begins. */
  void next() {
    for (int i = 0; i < touched.size(); i++) {
      Share share = touched.get(i);
      share.spent = 0;
      forgetIfUnused(share);
    }
    touched.clear();
  }
}
