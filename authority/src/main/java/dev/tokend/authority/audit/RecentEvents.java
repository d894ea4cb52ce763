package dev.tokend.authority.audit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last events, for those who ask for them: bounded in number and in size. */
public final class RecentEvents {
  /** How many events are kept. */
  static final int MOST = 2048;

  /** How many UTF-16 units of lines are kept. */
  static final int MOST_UNITS = 2 << 20;

  private final Deque<Entry> entries = new ArrayDeque<>();
  private int units;
  private long last;

  /**
   * One event.
   *
   * @param number its place in the order of all, from 1
   * @param uid whose action it tells of, unsigned, or null where it is nobody's
   * @param processKey what the monitor calls the process that acted, or null
   * @param ofObject whether somebody else asked for the record: an object's SACL or an audit policy
   * @param line as it is written
   */
  public record Entry(
      long number, @Nullable Integer uid, @Nullable Long processKey, boolean ofObject, String line) {}

  /** The number of the last event; 0 = there was none. */
  public long last() {
    return last;
  }

  void add(Entry entry) {
    entries.addLast(entry);
    last = entry.number();
    units += entry.line().length();
    while (entries.size() > MOST || units > MOST_UNITS) {
      units -= entries.removeFirst().line().length();
    }
  }

  /** The number of the oldest event that is kept, or of the next one. */
  public long first() {
    return entries.isEmpty() ? last + 1 : entries.getFirst().number();
  }

  /** The events after a number, in their order. */
  public List<Entry> after(long number) {
    List<Entry> found = new ArrayList<>();
    Iterator<Entry> newest = entries.descendingIterator();
    while (newest.hasNext()) {
      Entry entry = newest.next();
      if (entry.number() <= number) {
        break;
      }
      found.add(entry);
    }
    return found.reversed();
  }
}
