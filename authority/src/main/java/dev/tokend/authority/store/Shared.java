package dev.tokend.authority.store;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.Bytes;
import java.util.IdentityHashMap;

/** Parts of entries that were read: those that an image has once become one value, since most tokens differ in little. */
final class Shared {
  private final IdentityHashMap<Bytes, Object> values = new IdentityHashMap<>();

  /** Reads all bytes of a part. */
  interface Parser<T> {
    T parse(ByteReader in) throws MalformedException;
  }

  /**
   * The value of all the bytes of a part, which is always read as the same type.
   *
   * @param type of the value
   * @throws MalformedException if they are none
   */
  <T> T of(Class<T> type, Bytes part, Parser<T> parser) throws MalformedException {
    Object known = values.get(part);
    if (known != null && type.isInstance(known)) {
      return type.cast(known);
    }
    ByteReader in = part.reader("token");
    T value = parser.parse(in);
    in.expectEnd();
    values.put(part, value);
    return value;
  }
}
