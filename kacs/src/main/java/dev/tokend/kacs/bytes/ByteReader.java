package dev.tokend.kacs.bytes;

import dev.tokend.kacs.MalformedException;
import java.util.Arrays;
import java.util.Objects;

/**
 * A bounded little-endian cursor over part of a byte array.
 *
 * <p>No read leaves the bounds and none allocates more than the bytes that are there; every read that would do so
 * throws {@link MalformedException} and leaves the cursor where it was. Offsets are those of the underlying array, so
 * that a failure deep inside a nested structure names the place in the buffer that the caller passed in. The array is
 * not copied: it must not change while it is read.
 */
public final class ByteReader {
  private final String structure;
  private final byte[] bytes;
  private final int start;
  private final int end;
  private int position;

  /**
   * A reader of a part of an array.
   *
   * @param structure what is being read, for failures: "SID", "ACL"
   * @param bytes the array, not copied
   * @param from offset of the first readable byte
   * @param to offset after the last readable byte
   * @throws IndexOutOfBoundsException if the range is not within the array: a mistake of the caller, not of the input
   */
  public ByteReader(String structure, byte[] bytes, int from, int to) {
    this.structure = structure;
    this.bytes = bytes;
    this.start = Objects.checkFromToIndex(from, to, bytes.length);
    this.position = from;
    this.end = to;
  }

  /** A reader of the whole array. */
  public ByteReader(String structure, byte[] bytes) {
    this(structure, bytes, 0, bytes.length);
  }

  /** Offset of the next byte, in the underlying array. */
  public int position() {
    return position;
  }

  /** Offset after the last readable byte, in the underlying array. */
  public int end() {
    return end;
  }

  /** How many bytes are left. */
  public int remaining() {
    return end - position;
  }

  /** Reads one byte, 0..255. */
  public int u8() throws MalformedException {
    return bytes[advance(1)] & 0xFF;
  }

  /** Reads an unsigned 16-bit number. */
  public int u16() throws MalformedException {
    int at = advance(2);
    return (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8;
  }

  /** Reads 32 bits as an {@code int}: for masks and for numbers that are compared as unsigned later. */
  public int i32() throws MalformedException {
    return LittleEndian.getInt(bytes, advance(4));
  }

  /** Reads an unsigned 32-bit number. */
  public long u32() throws MalformedException {
    return i32() & 0xFFFF_FFFFL;
  }

  /** Reads 64 bits as a {@code long}. */
  public long i64() throws MalformedException {
    return LittleEndian.getLong(bytes, advance(8));
  }

  /** Reads {@code count} bytes into a new array. */
  public byte[] bytes(int count) throws MalformedException {
    int at = advance(count);
    return Arrays.copyOfRange(bytes, at, at + count);
  }

  /** Reads {@code count} bytes as a value. */
  public Bytes run(int count) throws MalformedException {
    return Bytes.adopt(bytes(count));
  }

  /** Passes over {@code count} bytes. */
  public void skip(int count) throws MalformedException {
    advance(count);
  }

  /**
   * The bytes from {@code from} up to the cursor, in a new array.
   *
   * @param from an earlier {@link #position}
   * @throws IndexOutOfBoundsException if it is not
   */
  public byte[] copySince(int from) {
    if (from < start || from > position) {
      throw new IndexOutOfBoundsException(from + " is not in [" + start + ", " + position + "]");
    }
    return Arrays.copyOfRange(bytes, from, position);
  }

  /** A reader of the next {@code count} bytes alone, which this one passes over. */
  public ByteReader slice(int count) throws MalformedException {
    return slice(structure, count);
  }

  /** As {@link #slice(int)}, with another name of the structure for failures. */
  public ByteReader slice(String structure, int count) throws MalformedException {
    int at = advance(count);
    return new ByteReader(structure, bytes, at, at + count);
  }

  /**
   * A reader of another part of what this one may read, wherever this one stands.
   *
   * @param from offset of its first byte, in the underlying array
   * @param to offset after its last byte
   * @throws IndexOutOfBoundsException if the part is not within the bounds: offsets of the input are checked before
   */
  public ByteReader range(int from, int to) {
    if (from < start || from > to || to > end) {
      throw new IndexOutOfBoundsException("[" + from + ", " + to + ") of [" + start + ", " + end + ")");
    }
    return new ByteReader(structure, bytes, from, to);
  }

  /** Fails unless every byte has been read. */
  public void expectEnd() throws MalformedException {
    if (position != end) {
      throw fail((end - position) + " bytes left over");
    }
  }

  /** A failure at the current position, for the caller to throw. */
  public MalformedException fail(String reason) {
    return new MalformedException(structure, position, reason);
  }

  /** A failure at another offset of the underlying array, for the caller to throw. */
  public MalformedException failAt(int offset, String reason) {
    return new MalformedException(structure, offset, reason);
  }

  private int advance(int count) throws MalformedException {
    if (count < 0 || count > end - position) {
      throw fail("needs " + Integer.toUnsignedString(count) + " bytes, has " + (end - position));
    }
    int at = position;
    position = at + count;
    return at;
  }
}
