package dev.tokend.authority.names;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Values of a slow source that is asked on another thread, remembered for a while.
 *
 * <p>All methods are the loop's; only the source runs elsewhere. A value that has grown old is still given while it is
 * asked for anew, so that only the first asker ever waits.
 *
 * @param <V> what the source knows of a number
 */
final class TimedCache<V> {

  private static final long FRESH_NANOS = 60_000_000_000L;
  private static final long FORGOTTEN_NANOS = 10 * FRESH_NANOS;
  private static final int MOST_ENTRIES = 65_536;

  private final IntFunction<@Nullable V> source;
  private final Background background;
  private final long patienceNanos;
  private final Map<Integer, Entry<V>> entries = new HashMap<>();
  private final ConcurrentLinkedQueue<Completion<V>> completions = new ConcurrentLinkedQueue<>();

  private static final class Entry<V> {
    @Nullable V value;
    boolean known;
    boolean asking;
    long since;
  }

  private record Completion<V>(int number, @Nullable V value) {}

  /**
   * What can be said now.
   *
   * @param value the value, or null where the source knows none
   * @param settled false while it is worth waiting for the source
   */
  record Lookup<V>(@Nullable V value, boolean settled) {}

  /**
   * @param source asked on a background thread; a failure counts as knowing nothing
   * @param patienceNanos how long an asker may wait for it
   */
  TimedCache(IntFunction<@Nullable V> source, Background background, long patienceNanos) {
    this.source = source;
    this.background = background;
    this.patienceNanos = patienceNanos;
  }

  /**
   * Looks a number up.
   *
   * @param now {@link System#nanoTime()}
   */
  Lookup<V> lookup(int number, long now) {
    Entry<V> entry = entries.get(number);
    if (entry == null) {
      if (entries.size() >= MOST_ENTRIES) {
        forgetOld(now);
      }
      entry = new Entry<>();
      entries.put(number, entry);
      ask(number, entry, now);
    } else if (!entry.asking && (!entry.known || now - entry.since > FRESH_NANOS)) {
      ask(number, entry, now);
    }
    return new Lookup<>(entry.value, entry.known || !entry.asking || now - entry.since > patienceNanos);
  }

  private void ask(int number, Entry<V> entry, long now) {
    if (!entry.known) {
      entry.since = now;
    }
    entry.asking =
        background.submit(
            () -> {
              V value = null;
              try {
                value = source.apply(number);
              } finally {
                completions.add(new Completion<>(number, value));
              }
            });
  }

  private void forgetOld(long now) {
    Iterator<Entry<V>> all = entries.values().iterator();
    while (all.hasNext()) {
      Entry<V> entry = all.next();
      if (!entry.asking && now - entry.since > FORGOTTEN_NANOS) {
        all.remove();
      }
    }
    if (entries.size() >= MOST_ENTRIES) {
      entries.values().removeIf(entry -> !entry.asking);
    }
  }

  /** Takes in what the source has answered. */
  void takeCompletions(long now) {
    for (Completion<V> done = completions.poll(); done != null; done = completions.poll()) {
      Entry<V> entry = entries.get(done.number());
      if (entry != null) {
        entry.value = done.value();
        entry.known = true;
        entry.asking = false;
        entry.since = now;
      }
    }
  }
}
