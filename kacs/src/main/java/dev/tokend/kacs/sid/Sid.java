package dev.tokend.kacs.sid;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.bytes.LittleEndian;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A security identifier, kept in its binary form (KACS v0.22 §2.1, formats §2).
 *
 * <p>Layout: revision u8 = 1, sub-authority count <i>n</i> u8 in 0..15, authority as a 48-bit <b>big-endian</b> number,
 * then <i>n</i> sub-authorities as little-endian u32: 8 to 68 bytes. Two SIDs are equal when all bytes are equal; there
 * is no normalisation and no prefix rule.
 */
public final class Sid implements Comparable<Sid> {
  /** The size of a SID without sub-authorities, in bytes. */
  public static final int MIN_SIZE = 8;

  /** The size of a SID with 15 sub-authorities, in bytes. */
  public static final int MAX_SIZE = 68;

  /** The largest number of sub-authorities. */
  public static final int MAX_SUB_AUTHORITIES = 15;

  /** The largest authority, 2^48 - 1. */
  public static final long MAX_AUTHORITY = 0xFFFF_FFFF_FFFFL;

  private static final String STRUCTURE = "SID";
  private static final int REVISION = 1;

  private final byte[] bytes;
  private final int hash;

  private Sid(byte[] bytes) {
    this.bytes = bytes;
    this.hash = Arrays.hashCode(bytes);
  }

  /**
   * Parses the text form {@code S-1-A-s1-...-sn}, as {@link SidText} describes it.
   *
   * @throws MalformedException with the index of the character that does not fit
   */
  public static Sid parse(String text) throws MalformedException {
    return SidText.parse(text);
  }

  /**
   * The SID of a literal in a program.
   *
   * @throws IllegalArgumentException if the literal is not a SID; use {@link #parse} for input
   */
  public static Sid of(String literal) {
    try {
      return parse(literal);
    } catch (MalformedException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * The SID of these parts.
   *
   * @param authority 0..2^48-1
   * @param subAuthorities at most 15, each taken as unsigned
   * @throws IllegalArgumentException if a part is out of range
   */
  public static Sid of(long authority, int... subAuthorities) {
    if (authority < 0 || authority > MAX_AUTHORITY) {
      throw new IllegalArgumentException("SID authority out of range: " + authority);
    }
    if (subAuthorities.length > MAX_SUB_AUTHORITIES) {
      throw new IllegalArgumentException("SID with " + subAuthorities.length + " sub-authorities");
    }
    byte[] bytes = new byte[MIN_SIZE + 4 * subAuthorities.length];
    bytes[0] = REVISION;
    bytes[1] = (byte) subAuthorities.length;
    for (int i = 0; i < 6; i++) {
      bytes[2 + i] = (byte) (authority >>> (40 - 8 * i));
    }
    for (int i = 0; i < subAuthorities.length; i++) {
      LittleEndian.putInt(bytes, MIN_SIZE + 4 * i, subAuthorities[i]);
    }
    return new Sid(bytes);
  }

  /**
   * Reads the SID that starts at {@code offset}; bytes after it are not looked at.
   *
   * @param limit offset after the last byte that may be used
   * @throws MalformedException if no valid SID starts there, or it does not end by {@code limit}
   */
  public static Sid read(byte[] buffer, int offset, int limit) throws MalformedException {
    return read(new ByteReader(STRUCTURE, buffer, offset, limit));
  }

  /** Reads the SID at the reader's position and moves past it. */
  public static Sid read(ByteReader in) throws MalformedException {
    if (in.remaining() < MIN_SIZE) {
      throw failAt(in.position(), "needs at least 8 bytes, has " + in.remaining());
    }
    int at = in.position();
    int revision = in.u8();
    if (revision != REVISION) {
      throw failAt(at, "revision is " + revision + ", not 1");
    }
    int count = in.u8();
    if (count > MAX_SUB_AUTHORITIES) {
      throw failAt(at + 1, count + " sub-authorities, at most 15 are allowed");
    }
    int rest = 6 + 4 * count;
    if (in.remaining() < rest) {
      throw failAt(at + 1, count + " sub-authorities need " + (rest + 2) + " bytes, there are " + (in.remaining() + 2));
    }
    in.skip(rest);
    return new Sid(in.copySince(at));
  }

  /**
   * Reads a SID that must fill the whole array.
   *
   * @throws MalformedException if the array is anything else
   */
  public static Sid readExact(byte[] buffer) throws MalformedException {
    ByteReader in = new ByteReader(STRUCTURE, buffer);
    Sid sid = read(in);
    in.expectEnd();
    return sid;
  }

  /** The integrity SID {@code S-1-16-level}. */
  public static Sid integrity(int level) {
    return of(16, level);
  }

  /** The logon SID {@code S-1-5-5-high-low} of a 64-bit logon session id (formats §2). */
  public static Sid logon(long sessionId) {
    return of(5, 5, (int) (sessionId >>> 32), (int) sessionId);
  }

  /** The SID of a Linux user without a mapped one, {@code S-1-22-1-uid}, as Samba writes it. */
  public static Sid unixUser(int uid) {
    return of(22, 1, uid);
  }

  /** The SID of a Linux group without a mapped one, {@code S-1-22-2-gid}, as Samba writes it. */
  public static Sid unixGroup(int gid) {
    return of(22, 2, gid);
  }

  /** The size of the binary form, {@code 8 + 4n} bytes. */
  public int size() {
    return bytes.length;
  }

  /** The binary form, in a new array. */
  public byte[] toByteArray() {
    return bytes.clone();
  }

  /** Appends the binary form. */
  public void writeTo(ByteWriter out) {
    out.bytes(bytes);
  }

  /** The identifier authority, 0..2^48-1. */
  public long authority() {
    long authority = 0;
    for (int i = 2; i < MIN_SIZE; i++) {
      authority = authority << 8 | (bytes[i] & 0xFF);
    }
    return authority;
  }

  /** How many sub-authorities there are, 0..15. */
  public int subAuthorityCount() {
    return bytes[1];
  }

  /**
   * Sub-authority {@code index} from 0, to be read as unsigned.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public int subAuthority(int index) {
    return LittleEndian.getInt(bytes, MIN_SIZE + 4 * Objects.checkIndex(index, bytes[1]));
  }

  /**
   * The last sub-authority, to be read as unsigned.
   *
   * @throws IndexOutOfBoundsException if the SID has no sub-authorities
   */
  public int rid() {
    return subAuthority(bytes[1] - 1);
  }

  /** Whether the bytes at {@code offset} are this SID; false when fewer bytes are there. Allocates nothing. */
  public boolean regionEquals(byte[] buffer, int offset) {
    return offset >= 0
        && offset <= buffer.length - bytes.length
        && Arrays.equals(bytes, 0, bytes.length, buffer, offset, offset + bytes.length);
  }

  /** By authority, then sub-authorities as unsigned numbers: a stable order for output that carries no meaning. */
  @Override
  public int compareTo(Sid other) {
    int order = Long.compare(authority(), other.authority());
    int shared = Math.min(bytes[1], other.bytes[1]);
    for (int i = 0; order == 0 && i < shared; i++) {
      order = Integer.compareUnsigned(subAuthority(i), other.subAuthority(i));
    }
    return order != 0 ? order : Integer.compare(bytes[1], other.bytes[1]);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Sid sid && hash == sid.hash && Arrays.equals(bytes, sid.bytes);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** The text form, which {@link #parse} reads back to an equal SID. */
  @Override
  public String toString() {
    return SidText.print(this);
  }

  private static MalformedException failAt(int offset, String reason) {
    return new MalformedException(STRUCTURE, offset, reason);
  }
}
