package dev.tokend.kacs.bytes;

import java.util.Arrays;
import java.util.Objects;

/** A growing little-endian writer. Numbers are truncated to their field, as the field's users expect of masks. */
public final class ByteWriter {
  private byte[] bytes;
  private int size;

  /** An empty writer. */
  public ByteWriter() {
    this(64);
  }

  /**
   * An empty writer with room for {@code expectedSize} bytes before it first grows.
   *
   * @param expectedSize bytes, at least 0
   */
  public ByteWriter(int expectedSize) {
    bytes = new byte[expectedSize];
  }

  /** Appends the low 8 bits. */
  public ByteWriter u8(int value) {
    int at = grow(1);
    bytes[at] = (byte) value;
    return this;
  }

  /** Appends the low 16 bits. */
  public ByteWriter u16(int value) {
    int at = grow(2);
    bytes[at] = (byte) value;
    bytes[at + 1] = (byte) (value >>> 8);
    return this;
  }

  /** Appends 32 bits. */
  public ByteWriter i32(int value) {
    int at = grow(4);
    LittleEndian.putInt(bytes, at, value);
    return this;
  }

  /** Appends 64 bits. */
  public ByteWriter i64(long value) {
    int at = grow(8);
    LittleEndian.putInt(bytes, at, (int) value);
    LittleEndian.putInt(bytes, at + 4, (int) (value >>> 32));
    return this;
  }

  /** Appends all of {@code data}. */
  public ByteWriter bytes(byte[] data) {
    int at = grow(data.length);
    System.arraycopy(data, 0, bytes, at, data.length);
    return this;
  }

  /** Appends {@code count} zero bytes. */
  public ByteWriter zeros(int count) {
    grow(count);
    return this;
  }

  /**
   * Replaces the 32 bits at {@code at}, which must have been written already.
   *
   * @throws IndexOutOfBoundsException if they have not
   */
  public ByteWriter patch32(int at, int value) {
    Objects.checkFromIndexSize(at, 4, size);
    LittleEndian.putInt(bytes, at, value);
    return this;
  }

  /** How many bytes have been written. */
  public int size() {
    return size;
  }

  /** The bytes written so far, in a new array. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** What has been written, as a value. */
  public Bytes toBytes() {
    return Bytes.adopt(toByteArray());
  }

  private int grow(int count) {
    int at = size;
    int needed = Math.addExact(at, count);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, at + (at >> 1) + 32));
    }
    size = needed;
    return at;
  }
}
