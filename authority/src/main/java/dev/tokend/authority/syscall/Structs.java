package dev.tokend.authority.syscall;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Numbers in the bytes of structures, little-endian (formats §1). */
final class Structs {
  private Structs() {}

  static int wordAt(byte[] bytes, int offset) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(offset);
  }

  static long longAt(byte[] bytes, int offset) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(offset);
  }
}
