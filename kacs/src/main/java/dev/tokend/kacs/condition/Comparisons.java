package dev.tokend.kacs.condition;

import org.jspecify.annotations.Nullable;

/**
 * The relational operators over present values (conditions §4.2; KACS v0.22 §3.11). Nothing here allocates.
 *
 * <p>{@code exact} is CASE_SENSITIVE on the attribute of either side; otherwise A-Z count as a-z, and nothing else does
 * (E6, E9).
 */
final class Comparisons {
  private Comparisons() {}

  /** The truth of {@code left operator right}, or null on a type mismatch, which makes the whole expression UNKNOWN. */
  static @Nullable Truth compare(RelationalOperator operator, Value left, Value right, boolean exact) {
    if (isTypeMismatch(left, right)) {
      return null;
    }
    return switch (operator) {
      case EQUAL -> listsEqual(left.elements, right.elements, exact);
      case NOT_EQUAL -> listsEqual(left.elements, right.elements, exact).not();
      case CONTAINS -> contains(left.elements, right.elements, exact);
      case NOT_CONTAINS -> contains(left.elements, right.elements, exact).not();
      case ANY_OF -> anyOf(left.elements, right.elements, exact);
      case NOT_ANY_OF -> anyOf(left.elements, right.elements, exact).not();
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> order(operator, left, right, exact);
    };
  }

  /** E1: both have elements, and no pair of them is of one class or has a list in it. */
  private static boolean isTypeMismatch(Value left, Value right) {
    return left.elements.length > 0
        && right.elements.length > 0
        && (left.elementKinds & right.elementKinds) == 0
        && ((left.elementKinds | right.elementKinds) & Value.LIST) == 0;
  }

  /** Element by element in order (E4). Each pair of elements is looked at once, so the time is linear (E13). */
  private static Truth listsEqual(Value[] left, Value[] right, boolean exact) {
    if (left.length != right.length) {
      return Truth.FALSE;
    }
    Truth all = Truth.TRUE;
    for (int i = 0; i < left.length && all != Truth.FALSE; i++) {
      all = all.and(equal(left[i], right[i], exact));
    }
    return all;
  }

  private static Truth equal(Value left, Value right, boolean exact) {
    if (left.kind == Value.LIST || right.kind == Value.LIST) {
      return listsEqual(left.elements, right.elements, exact);
    }
    if (left.kind != right.kind) {
      return Truth.UNKNOWN;
    }
    return Truth.of(sameKindEqual(left, right, exact));
  }

  private static boolean sameKindEqual(Value left, Value right, boolean exact) {
    if (left instanceof Value.Identifier a && right instanceof Value.Identifier b) {
      return a.sid.equals(b.sid);
    }
    if (left instanceof Value.Text a && right instanceof Value.Text b && a.text.length() != b.text.length()) {
      return false;
    }
    return compareSameKind(left, right, exact) == 0;
  }

  private static Truth contains(Value[] left, Value[] right, boolean exact) {
    Truth all = Truth.TRUE;
    for (int i = 0; i < right.length && all != Truth.FALSE; i++) {
      all = all.and(isAmong(right[i], left, exact));
    }
    return all;
  }

  private static Truth anyOf(Value[] left, Value[] right, boolean exact) {
    Truth any = Truth.FALSE;
    for (int i = 0; i < right.length && any != Truth.TRUE; i++) {
      any = any.or(isAmong(right[i], left, exact));
    }
    return any;
  }

  private static Truth isAmong(Value wanted, Value[] list, boolean exact) {
    Truth any = Truth.FALSE;
    for (int i = 0; i < list.length && any != Truth.TRUE; i++) {
      any = any.or(equal(list[i], wanted, exact));
    }
    return any;
  }

  private static Truth order(RelationalOperator operator, Value left, Value right, boolean exact) {
    Value a = left.elements.length == 1 ? left.elements[0] : left;
    Value b = right.elements.length == 1 ? right.elements[0] : right;
    if (a.kind != b.kind || a.kind == Value.LIST || a.kind == Value.SID) {
      return Truth.UNKNOWN;
    }
    int order = compareSameKind(a, b, exact);
    return Truth.of(
        switch (operator) {
          case LESS -> order < 0;
          case LESS_OR_EQUAL -> order <= 0;
          case GREATER -> order > 0;
          default -> order >= 0;
        });
  }

  private static int compareSameKind(Value left, Value right, boolean exact) {
    if (left instanceof Value.Int a && right instanceof Value.Int b) {
      return a.negative == b.negative ? Long.compareUnsigned(a.bits, b.bits) : a.negative ? -1 : 1;
    }
    if (left instanceof Value.Text a && right instanceof Value.Text b) {
      return compareText(a.text, b.text, exact);
    }
    if (left instanceof Value.Octets a && right instanceof Value.Octets b) {
      return compareOctets(a.octets, b.octets, exact);
    }
    throw new IllegalStateException("values of different classes");
  }

  /** As the UTF-16LE bytes compare: in a unit, the low byte counts before the high byte. A prefix comes first. */
  private static int compareText(String left, String right, boolean exact) {
    int shared = Math.min(left.length(), right.length());
    for (int i = 0; i < shared; i++) {
      char a = exact ? left.charAt(i) : (char) fold(left.charAt(i));
      char b = exact ? right.charAt(i) : (char) fold(right.charAt(i));
      if (a != b) {
        return Character.compare(Character.reverseBytes(a), Character.reverseBytes(b));
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  private static int compareOctets(byte[] left, byte[] right, boolean exact) {
    int shared = Math.min(left.length, right.length);
    for (int i = 0; i < shared; i++) {
      int a = exact ? left[i] & 0xFF : fold(left[i] & 0xFF);
      int b = exact ? right[i] & 0xFF : fold(right[i] & 0xFF);
      if (a != b) {
        return Integer.compare(a, b);
      }
    }
    return Integer.compare(left.length, right.length);
  }

  private static int fold(int unit) {
    return unit >= 'A' && unit <= 'Z' ? unit + ('a' - 'A') : unit;
  }
}
