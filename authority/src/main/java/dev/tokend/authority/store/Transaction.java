package dev.tokend.authority.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Changes of an image that become part of it together, or not at all. */
final class Transaction {
  private final Image image;
  private final Map<Key, Change> changes = new LinkedHashMap<>();
  private final Deque<Change> inverses = new ArrayDeque<>();
  private final Set<Long> affectedTokens = new LinkedHashSet<>();

  Transaction(Image image) {
    this.image = image;
  }

  /** A thing is kept like this now, or no more where {@code entry} is null. */
  void put(Key key, @Nullable Entry entry) {
    Change change = entry == null ? Change.gone(key) : Change.of(entry);
    if (image.has(change)) {
      return;
    }
    Change before = image.apply(change);
    inverses.push(before);
    affectedTokens.addAll(before.holds());
    affectedTokens.addAll(change.holds());
    changes.put(key, change);
  }

  /** The tokens that something holds that did not, or the other way round. */
  Set<Long> affectedTokens() {
    return affectedTokens;
  }

  Image image() {
    return image;
  }

  /** What is to be kept; nothing where all is kept already. */
  List<Change> changes() {
    return List.copyOf(changes.values());
  }

  /** None of it was kept. */
  void undo() {
    while (!inverses.isEmpty()) {
      image.apply(inverses.pop());
    }
  }
}
