package dev.tokend.authority.store;

import dev.tokend.kacs.MalformedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is in the file at the moment: the last change of each thing that is still kept; and which tokens its entries hold
 * and which sessions its tokens belong to.
 */
final class Image {
  private final Map<Key.Kind, Map<Key, Change>> kept = new EnumMap<>(Key.Kind.class);
  private final Parts parts = new Parts();
  private final Map<Long, Integer> holders = new HashMap<>();
  private final Map<Long, Integer> members = new HashMap<>();
  private long bytes;

  Image() {
    for (Key.Kind kind : Key.Kind.values()) {
      kept.put(kind, new LinkedHashMap<>());
    }
  }

  private Map<Key, Change> kept(Key.Kind kind) {
    return Objects.requireNonNull(kept.get(kind));
  }

  /** Every entry that is kept. */
  List<Change> all() {
    List<Change> all = new ArrayList<>();
    for (Key.Kind kind : Key.Kind.values()) {
      all.addAll(of(kind));
    }
    return all;
  }

  /** What is kept of things of a kind. */
  Collection<Change> of(Key.Kind kind) {
    return Collections.unmodifiableCollection(kept(kind).values());
  }

  /** How long the entries are together, in bytes. */
  long bytes() {
    return bytes;
  }

  /** Whether this is how it is kept already. */
  boolean has(Change change) {
    Change there = find(change.key());
    return Objects.equals(there == null ? null : there.body(), change.body());
  }

  /** Takes a change over; yields the one that undoes it. */
  Change apply(Change change) {
    Body body = change.body();
    Map<Key, Change> alike = kept(change.key().kind());
    Change before =
        body == null ? alike.remove(change.key()) : alike.put(change.key(), change.with(parts.join(body)));
    if (before != null) {
      count(before, -1);
      parts.leave(body(before));
    }
    count(change, 1);
    return before == null ? Change.gone(change.key()) : before;
  }

  private static Body body(Change kept) {
    return Objects.requireNonNull(kept.body());
  }

  private void count(Change change, int by) {
    Body body = change.body();
    bytes += body == null ? 0 : by * (long) body.length();
    for (long token : change.holds()) {
      holders.merge(token, by, Image::sum);
    }
    Long session = change.session();
    if (session != null) {
      members.merge(session, by, Image::sum);
    }
  }

  private static @Nullable Integer sum(int before, int by) {
    return before + by == 0 ? null : Integer.valueOf(before + by);
  }

  /** Whether something that is kept holds this token. */
  boolean holds(long token) {
    return holders.containsKey(token);
  }

  /** Whether a token that is kept belongs to this session. */
  boolean hasTokenOf(long session) {
    return members.containsKey(session);
  }

  /** How a thing is kept, or null. */
  @Nullable Change find(Key key) {
    return kept(key.kind()).get(key);
  }

  /** The ids that are on record as used, or none. */
  Optional<Entry.Ids> ids() throws MalformedException {
    Change there = find(Key.IDS);
    return there == null ? Optional.empty() : Optional.of((Entry.Ids) there.entry(new Shared()));
  }
}
