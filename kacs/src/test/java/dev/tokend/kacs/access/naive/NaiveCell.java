package dev.tokend.kacs.access.naive;

/** A cell of access-check §3. */
final class NaiveCell {
  int granted;
  int decided;

  NaiveCell(int granted, int decided) {
    this.granted = granted;
    this.decided = decided;
  }

  int take(int bits, boolean allow) {
    int fresh = bits & ~decided;
    decided |= fresh;
    if (allow) {
      granted |= fresh;
    }
    return fresh;
  }
}
