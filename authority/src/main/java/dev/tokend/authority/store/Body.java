package dev.tokend.authority.store;

import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.bytes.Bytes;
import java.util.List;

/**
 * The bytes of one entry: some of its own, and then parts that others may have as well, each after a u32 with its length.
 * An {@link Image} has each part once.
 */
record Body(Bytes own, List<Bytes> parts) {
  Body {
    parts = List.copyOf(parts);
  }

  /** Bytes of its own alone. */
  static Body of(Bytes own) {
    return new Body(own, List.of());
  }

  /** How many bytes it is in the file. */
  int length() {
    int length = own.size();
    for (Bytes part : parts) {
      length += Integer.BYTES + part.size();
    }
    return length;
  }

  /** Appends all of it. */
  void writeTo(ByteWriter out) {
    own.writeTo(out);
    for (Bytes part : parts) {
      out.i32(part.size());
      part.writeTo(out);
    }
  }

  byte[] toByteArray() {
    ByteWriter out = new ByteWriter(length());
    writeTo(out);
    return out.toByteArray();
  }
}
