package dev.tokend.monitor.state;

/** The reference counts of one token, by kind of holder. */
final class References {
  private final int[] counts = new int[HolderKind.COUNT];
  private int total;

  int count(HolderKind kind) {
    return counts[kind.slot()];
  }

  int total() {
    return total;
  }

  void add(HolderKind kind) {
    counts[kind.slot()]++;
    total++;
  }

  void remove(HolderKind kind) {
    if (counts[kind.slot()] == 0) {
      throw new IllegalStateException("no " + kind + " reference to give back");
    }
    counts[kind.slot()]--;
    total--;
  }
}
