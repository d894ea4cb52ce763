package dev.tokend.kacs.condition;

/**
 * The results on the evaluation stack.
 *
 * <p>Up to 64 entries live in two words, one bit each, the top in bit 0; programs that go deeper get an array. The
 * kinds and the number of entries were checked before ({@link StackCheck}).
 */
final class TruthStack {
  private static final int IN_WORDS = 64;

  private final Truth[] deep;
  private int size;
  private long trues;
  private long unknowns;
  private boolean aborted;

  private static final Truth[] NONE = {};

  /** An empty stack for a program that needs no more than {@code depth} entries. */
  TruthStack(int depth) {
    deep = depth <= IN_WORDS ? NONE : new Truth[depth];
  }

  void push(Truth value) {
    if (deep.length > 0) {
      deep[size++] = value;
      return;
    }
    trues = trues << 1 | (value == Truth.TRUE ? 1 : 0);
    unknowns = unknowns << 1 | (value == Truth.UNKNOWN ? 1 : 0);
  }

  Truth pop() {
    if (deep.length > 0) {
      return deep[--size];
    }
    boolean isTrue = (trues & 1) != 0;
    boolean isUnknown = (unknowns & 1) != 0;
    trues >>>= 1;
    unknowns >>>= 1;
    if (isUnknown) {
      return Truth.UNKNOWN;
    }
    return isTrue ? Truth.TRUE : Truth.FALSE;
  }

  /** Makes the whole expression UNKNOWN, whatever else it contains (conditions §4). */
  void abort() {
    aborted = true;
  }

  /** The value of the expression, when every instruction has run. */
  Truth result() {
    return aborted ? Truth.UNKNOWN : pop();
  }
}
