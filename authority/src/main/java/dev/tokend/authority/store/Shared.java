package dev.tokend.authority.store;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.Bytes;
import java.util.HashMap;
import java.util.Map;

/** Parts of entries that were read: those with the same bytes are the same value, since most tokens differ in little. */
final class Shared {
  private final Map<Part, Object> parts = new HashMap<>();

  private record Part(Class<?> type, Bytes bytes) {}

  /** Reads all bytes of a part. */
  interface Parser<T> {
    T parse(ByteReader in) throws MalformedException;
  }

  /**
   * The value of all the bytes of {@code part}.
   *
   * @throws MalformedException if they are none
   */
  <T> T of(Class<T> type, ByteReader part, Parser<T> parser) throws MalformedException {
    ByteReader again = part.range(part.position(), part.end());
    Part key = new Part(type, Bytes.of(part.bytes(part.remaining())));
    Object known = parts.get(key);
    if (known != null) {
      return type.cast(known);
    }
    T value = parser.parse(again);
    again.expectEnd();
    parts.put(key, value);
    return value;
  }
}
