package dev.tokend.monitor.state;

/** Hands out 64-bit ids in ascending order, each once, until the last one is gone. */
final class IdCounter {
  private final long last;
  private long next;
  private boolean exhausted;

  /**
   * @param first the first id
   * @param last the last id, compared without sign
   */
  IdCounter(long first, long last) {
    this.next = first;
    this.last = last;
    this.exhausted = Long.compareUnsigned(first, last) > 0;
  }

  boolean isExhausted() {
    return exhausted;
  }

  long take() {
    if (exhausted) {
      throw new IllegalStateException("no id left");
    }
    long id = next;
    if (id == last) {
      exhausted = true;
    } else {
      next++;
    }
    return id;
  }
}
