package dev.tokend.monitor.state;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One object for all equal values, as long as somebody has it.
 *
 * @param <T> immutable, and equal by value
 */
final class Pool<T> {
  private final Map<T, WeakReference<T>> values = new WeakHashMap<>();

  /** The object that stands for {@code value}, or null where none has come yet. */
  @Nullable T find(T value) {
    WeakReference<T> reference = values.get(value);
    return reference == null ? null : reference.get();
  }

  /** The object that stands for {@code value}: the first one that came. */
  T shared(T value) {
    T known = find(value);
    if (known != null) {
      return known;
    }
    values.put(value, new WeakReference<>(value));
    return value;
  }
}
