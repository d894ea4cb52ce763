package dev.tokend.kacs.sd;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;

/**
 * A GUID, as object ACEs and object type lists use it ([MS-DTYP] 2.3.4).
 *
 * <p>In binary 16 bytes: u32, u16 and u16 little-endian, then 8 bytes in order.
 *
 * @param high the first 16 digits of the text form
 * @param low the last 16 digits of the text form
 */
public record Guid(long high, long low) {
  /** The size of the binary form, in bytes. */
  public static final int SIZE = 16;

  private static final int TEXT_LENGTH = 36;

  /** Reads 16 bytes. */
  public static Guid read(ByteReader in) throws MalformedException {
    ByteReader field = in.slice(SIZE);
    long high = field.u32() << 32;
    high |= (long) field.u16() << 16;
    high |= field.u16();
    return new Guid(high, Long.reverseBytes(field.i64()));
  }

  /**
   * Parses 8-4-4-4-12 hex digits of either case, without braces.
   *
   * @throws MalformedException with the index of the character that does not fit
   */
  public static Guid parse(String text) throws MalformedException {
    long[] halves = new long[2];
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (i >= TEXT_LENGTH || (hyphen ? c != '-' : digit < 0)) {
        throw new MalformedException("GUID", i, "does not have the form of 8-4-4-4-12 hex digits");
      }
      if (!hyphen) {
        halves[digits / 16] = halves[digits / 16] << 4 | digit;
        digits++;
      }
    }
    if (text.length() < TEXT_LENGTH) {
      throw new MalformedException("GUID", text.length(), "ends before 8-4-4-4-12 hex digits");
    }
    return new Guid(halves[0], halves[1]);
  }

  /** Appends the binary form. */
  public void writeTo(ByteWriter out) {
    out.i32((int) (high >>> 32)).u16((int) (high >>> 16)).u16((int) high).i64(Long.reverseBytes(low));
  }

  /** 8-4-4-4-12 lower-case hex digits. */
  @Override
  public String toString() {
    return new java.util.UUID(high, low).toString();
  }
}
