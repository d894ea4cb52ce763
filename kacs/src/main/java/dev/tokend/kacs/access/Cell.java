package dev.tokend.kacs.access;

/**
 * The state of one node of an object during a pass: the bits granted, and the bits decided either way.
 *
 * <p>Packed into a {@code long}, granted in the low half and decided in the high half, so that a check of an object
 * without a type list allocates nothing. The first writer of a bit wins: once decided, a bit never changes within its
 * pass.
 */
final class Cell {
  /** Nothing granted, nothing decided. */
  static final long EMPTY = 0;

  private Cell() {}

  static long of(int granted, int decided) {
    return (long) decided << Integer.SIZE | Integer.toUnsignedLong(granted);
  }

  static int granted(long cell) {
    return (int) cell;
  }

  static int decided(long cell) {
    return (int) (cell >>> Integer.SIZE);
  }

  /** The bits of {@code bits} that {@link #take} would decide. */
  static int undecided(long cell, int bits) {
    return bits & ~decided(cell);
  }

  /** Decides what is undecided of {@code bits}, and grants it if {@code allow}. */
  static long take(long cell, int bits, boolean allow) {
    int fresh = undecided(cell, bits);
    return of(allow ? granted(cell) | fresh : granted(cell), decided(cell) | fresh);
  }
}
