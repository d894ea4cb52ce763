package dev.tokend.kacs.bytes;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** An immutable run of bytes with value equality. */
public final class Bytes {
  /** No bytes. */
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] bytes;

  private Bytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A copy of {@code bytes}. */
  public static Bytes of(byte... bytes) {
    return bytes.length == 0 ? EMPTY : new Bytes(bytes.clone());
  }

  /** {@code bytes} themselves, which nobody else has. */
  static Bytes adopt(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new Bytes(bytes);
  }

  /** A copy of {@code bytes} followed by zeros up to the next multiple of 4, as fields of an ACE need. */
  public static Bytes paddedToFour(byte[] bytes) {
    return new Bytes(Arrays.copyOf(bytes, (bytes.length + 3) & ~3));
  }

  /** How many bytes there are. */
  public int size() {
    return bytes.length;
  }

  /**
   * The byte at {@code index}, signed.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public byte get(int index) {
    return bytes[index];
  }

  /** The bytes, in a new array. */
  public byte[] toByteArray() {
    return bytes.clone();
  }

  /** Appends the bytes. */
  public void writeTo(ByteWriter out) {
    out.bytes(bytes);
  }

  /** A reader over the bytes. */
  public ByteReader reader(String structure) {
    return new ByteReader(structure, bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The bytes in lower-case hex. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
