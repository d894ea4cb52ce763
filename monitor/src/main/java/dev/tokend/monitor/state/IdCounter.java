package dev.tokend.monitor.state;

/** Hands out 64-bit ids in ascending order, each once, until the last one is gone. */
final class IdCounter {
  private final long last;
  private long next;
  private long limit;
  private boolean exhausted;

  /**
   * @param first the first id
   * @param last the last id, compared without sign
   */
  IdCounter(long first, long last) {
    this.next = first;
    this.last = last;
    this.limit = first - 1;
    this.exhausted = Long.compareUnsigned(first, last) > 0;
  }

  boolean isExhausted() {
    return exhausted || next == limit;
  }

  /** The id that is handed out next. */
  long next() {
    return next;
  }

  /** Ids from {@code newLimit} on are not handed out, until they may be. */
  void allowBelow(long newLimit) {
    limit = newLimit;
  }

  long take() {
    if (isExhausted()) {
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
