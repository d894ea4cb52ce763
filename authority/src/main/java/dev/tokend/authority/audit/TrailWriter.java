package dev.tokend.authority.audit;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The thread that writes lines, and the bounded queue before it. Whoever offers a line never waits: what finds no room,
 * and what cannot be written, is counted, and the count is a line of its own as soon as one can be written again.
 */
final class TrailWriter implements AutoCloseable {
  /** How many lines may wait. */
  static final int MOST_LINES = 4096;

  /** How many UTF-16 units may wait. */
  static final int MOST_UNITS = 4 << 20;

  private static final long PATIENCE_MILLIS = 2000;
  private static final String FULL = "they came faster than they could be written";

  private final Destination destination;
  private final String place;
  private final Runnable changed;
  private final Thread thread;
  private final Deque<String> queue = new ArrayDeque<>();
  private int queued;
  private boolean closing;
  private long lost;
  private long untold;
  private String untoldReason = FULL;
  private @Nullable String trouble;

  /**
   * @param place the destination's name, for the status
   * @param changed told, on the writing thread, when trouble has begun or ended
   */
  TrailWriter(Destination destination, String place, Runnable changed) {
    this.destination = destination;
    this.place = place;
    this.changed = changed;
    this.thread = new Thread(this::work, "audit");
    thread.setDaemon(true);
    thread.start();
  }

  /** Puts a line into the queue, or counts it. */
  synchronized void offer(String line) {
    if (closing || queue.size() >= MOST_LINES || queued + line.length() > MOST_UNITS) {
      lose(FULL);
      return;
    }
    queue.addLast(line);
    queued += line.length();
    notifyAll();
  }

  /** How it goes. */
  synchronized Writing writing() {
    return new Writing(place, trouble, lost);
  }

  private void lose(String reason) {
    lost++;
    untold++;
    untoldReason = reason;
  }

  private void work() {
    String line = take();
    while (line != null) {
      tellOfLost();
      if (!write(line)) {
        count();
      }
      line = take();
    }
    tellOfLost();
    try {
      destination.close();
    } catch (IOException e) {
      // There is nothing left that could be lost.
      return;
    }
  }

  private synchronized @Nullable String take() {
    while (queue.isEmpty()) {
      if (closing) {
        return null;
      }
      try {
        wait();
      } catch (InterruptedException e) {
        closing = true;
      }
    }
    String line = queue.removeFirst();
    queued -= line.length();
    return line;
  }

  private synchronized void count() {
    lose(trouble == null ? FULL : trouble);
  }

  private void tellOfLost() {
    long count;
    String reason;
    synchronized (this) {
      count = untold;
      reason = untoldReason;
    }
    if (count > 0 && write(EventLine.lost(Instant.now(), count, reason))) {
      synchronized (this) {
        untold -= count;
      }
    }
  }

  private boolean write(String line) {
    try {
      destination.write(line);
      note(null);
      return true;
    } catch (IOException e) {
      note(String.valueOf(e.getMessage()));
      return false;
    }
  }

  private void note(@Nullable String now) {
    boolean turned;
    synchronized (this) {
      turned = (trouble == null) != (now == null);
      trouble = now;
    }
    if (turned) {
      changed.run();
    }
  }

  /** Lets the lines that wait be written, for a moment at most. */
  @Override
  public void close() {
    synchronized (this) {
      closing = true;
      notifyAll();
    }
    try {
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
