package dev.tokend.kacs.condition;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Holds a program to the rules about its stack: enough entries, of the right kinds, never too many (conditions §5).
 *
 * <p>What stands on the stack follows from the program alone, never from claims, so this is checked once, before any
 * evaluation.
 */
final class StackCheck {
  /** The most entries after a push. */
  static final int MAX_ENTRIES = 1024;

  /** Operands as they are, results as null. */
  private @Nullable Operand[] entries = new Operand[8];

  private int size;

  /** Accounts for one token; the reason why it must not stand here, or null. */
  @Nullable String push(Token token) {
    return switch (token) {
      case Operand operand -> pushEntry(operand);
      case RelationalOperator operator -> relational(operator);
      case ExistenceOperator operator -> existence(operator);
      case MembershipOperator operator -> membership(operator);
      case LogicalOperator operator -> logical(operator);
    };
  }

  /** The reason why a program must not end here, or null. */
  @Nullable String end() {
    if (size != 1) {
      return "the program leaves " + size + " entries on the stack, not one";
    }
    return entries[0] instanceof Literal ? "the program leaves a literal, not a result" : null;
  }

  /** Whether the one entry left is a result; otherwise it is an attribute. */
  boolean endsInResult() {
    return size == 1 && entries[0] == null;
  }

  private @Nullable String relational(RelationalOperator operator) {
    if (size < 2) {
      return tooFew(operator.symbol(), 2);
    }
    if (entries[size - 1] == null || entries[size - 2] == null) {
      return operator.symbol() + " needs operands, not the result of another operator";
    }
    size -= 2;
    return pushEntry(null);
  }

  private @Nullable String existence(ExistenceOperator operator) {
    if (size < 1) {
      return tooFew(operator.symbol(), 1);
    }
    if (!(entries[size - 1] instanceof AttributeReference)) {
      return operator.symbol() + " needs an attribute";
    }
    size--;
    return pushEntry(null);
  }

  private @Nullable String membership(MembershipOperator operator) {
    if (size < 1) {
      return tooFew(operator.symbol(), 1);
    }
    Operand operand = entries[size - 1];
    if (operand == null || !Condition.isSidSet(operand)) {
      return operator.symbol() + " needs a SID literal or a list of SID literals";
    }
    size--;
    return pushEntry(null);
  }

  private @Nullable String logical(LogicalOperator operator) {
    int needed = operator == LogicalOperator.NOT ? 1 : 2;
    if (size < needed) {
      return tooFew(operator.symbol(), needed);
    }
    for (int i = size - needed; i < size; i++) {
      if (entries[i] instanceof Literal) {
        return operator.symbol() + " needs results or attributes, not a literal";
      }
    }
    size -= needed;
    return pushEntry(null);
  }

  private @Nullable String pushEntry(@Nullable Operand entry) {
    if (size == MAX_ENTRIES) {
      return "more than " + MAX_ENTRIES + " entries on the stack";
    }
    if (size == entries.length) {
      entries = Arrays.copyOf(entries, Math.min(MAX_ENTRIES, 2 * size));
    }
    entries[size++] = entry;
    return null;
  }

  private static String tooFew(String symbol, int needed) {
    return symbol + " needs " + needed + (needed == 1 ? " entry" : " entries") + " on the stack";
  }
}
