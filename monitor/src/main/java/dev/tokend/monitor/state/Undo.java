package dev.tokend.monitor.state;

import dev.tokend.monitor.event.MonitorEvent;
import dev.tokend.monitor.port.AuditSink;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What it takes to make undone what was done since a point in time: the inverse of each change, and what follows from
 * the changes outside, such as events about them, which waits until they are there for good.
 */
final class Undo {
  private final AuditSink audit;
  private final Deque<Runnable> inverses = new ArrayDeque<>();
  private final List<Runnable> told = new ArrayList<>();
  private boolean open;

  Undo(AuditSink audit) {
    this.audit = audit;
  }

  /**
   * From here on changes can be undone.
   *
   * @throws IllegalStateException if they can already
   */
  void begin() {
    if (open) {
      throw new IllegalStateException("changes are being held already");
    }
    open = true;
  }

  /** Remembers how a change that was just made is undone. */
  void add(Runnable inverse) {
    if (open) {
      inverses.push(inverse);
    }
  }

  /** Tells an event, once it stays true. */
  void emit(MonitorEvent event) {
    afterwards(() -> audit.emit(event));
  }

  /** Does something outside, once what was done stays; at once where it cannot be undone. */
  void afterwards(Runnable act) {
    if (open) {
      told.add(act);
    } else {
      act.run();
    }
  }

  /** What was done stays. */
  void commit() {
    open = false;
    inverses.clear();
    List<Runnable> acts = List.copyOf(told);
    told.clear();
    acts.forEach(Runnable::run);
  }

  /** What was done is undone, the last first, and was never told. */
  void rollBack() {
    open = false;
    told.clear();
    while (!inverses.isEmpty()) {
      inverses.pop().run();
    }
  }
}
