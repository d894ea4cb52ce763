package dev.tokend.cli.batch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds what is not plain in a JSON string: quotation mark, backslash, control characters, and all beyond ASCII. Eight
 * bytes are looked at together: the texts of descriptors are long.
 */
final class SpecialBytes {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long EACH = 0x0101_0101_0101_0101L;
  private static final long HIGH = EACH << 7;

  private SpecialBytes() {}

  /** The index of the first one; the end where there is none. */
  static int next(byte[] bytes, int from, int end) {
    int i = from;
    while (i <= end - Long.BYTES) {
      long special = special((long) WORD.get(bytes, i));
      if (special != 0) {
        return i + (Long.numberOfTrailingZeros(special) >>> 3);
      }
      i += Long.BYTES;
    }
    while (i < end && bytes[i] >= ' ' && bytes[i] != '"' && bytes[i] != '\\') {
      i++;
    }
    return i;
  }

  /**
   * The highest bit of each special byte. A byte is below n if taking n from it borrows; the borrow can only reach bytes
   * above, so that the lowest bit is right, which is all that is asked.
   */
  private static long special(long word) {
    long quote = word ^ '"' * EACH;
    long backslash = word ^ '\\' * EACH;
    long below = (word - ' ' * EACH) & ~word;
    return (((quote - EACH) & ~quote) | ((backslash - EACH) & ~backslash) | below | word) & HIGH;
  }
}
