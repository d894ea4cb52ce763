package dev.tokend.kacs.bytes;

/**
 * Little-endian numbers at an offset of an array, for code that has already checked the bounds. Plain shifts, which the
 * compiler turns into single loads: a VarHandle costs more to set up than a short-lived process earns back.
 */
public final class LittleEndian {
  private LittleEndian() {}

  /** The 32 bits at {@code at}. */
  public static int getInt(byte[] bytes, int at) {
    return (bytes[at] & 0xFF)
        | (bytes[at + 1] & 0xFF) << 8
        | (bytes[at + 2] & 0xFF) << 16
        | (bytes[at + 3] & 0xFF) << 24;
  }

  /** The 64 bits at {@code at}. */
  public static long getLong(byte[] bytes, int at) {
    return (getInt(bytes, at) & 0xFFFF_FFFFL) | (long) getInt(bytes, at + 4) << 32;
  }

  /** Stores 32 bits at {@code at}. */
  public static void putInt(byte[] bytes, int at, int value) {
    bytes[at] = (byte) value;
    bytes[at + 1] = (byte) (value >>> 8);
    bytes[at + 2] = (byte) (value >>> 16);
    bytes[at + 3] = (byte) (value >>> 24);
  }
}
