package dev.tokend.kacs.condition;

/**
 * A stack of up to 32 results in a {@code long}, two bits each, the last one lowest. The number of results is not part
 * of it: programs were checked before ({@link StackCheck}).
 */
final class TruthStack {
  static final int MAX_DEPTH = 32;
  static final long EMPTY = 0;

  private static final int BITS = 2;
  private static final int ENTRY = (1 << BITS) - 1;

  private TruthStack() {}

  static long push(long stack, Truth result) {
    long entry = switch (result) {
      case FALSE -> 0;
      case UNKNOWN -> 1;
      case TRUE -> 2;
    };
    return stack << BITS | entry;
  }

  /** The last result. */
  static Truth top(long stack) {
    return switch ((int) stack & ENTRY) {
      case 0 -> Truth.FALSE;
      case 1 -> Truth.UNKNOWN;
      default -> Truth.TRUE;
    };
  }

  /** Replaces the operands of the operator by its value. */
  static long combine(long stack, LogicalOperator operator) {
    Truth right = top(stack);
    if (operator == LogicalOperator.NOT) {
      return push(stack >>> BITS, operator.of(right, right));
    }
    return push(stack >>> (2 * BITS), operator.of(top(stack >>> BITS), right));
  }
}
