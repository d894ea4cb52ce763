package dev.tokend.kacs.sddl;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.condition.AttributeReference;
import dev.tokend.kacs.condition.Condition;
import dev.tokend.kacs.condition.ConditionBuilder;
import dev.tokend.kacs.condition.ExistenceOperator;
import dev.tokend.kacs.condition.Literal;
import dev.tokend.kacs.condition.LogicalOperator;
import dev.tokend.kacs.condition.MembershipOperator;
import dev.tokend.kacs.condition.Operand;
import dev.tokend.kacs.condition.RelationalOperator;
import dev.tokend.kacs.condition.Token;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Parses a condition with its outer parentheses (conditions §2.1): by operator precedence, without recursion, in linear
 * time.
 */
final class ConditionParser {
  /** The outer pair, and one pair for each level that a tree can have. */
  private static final int MAX_PARENTHESES = Condition.MAX_NESTING + 1;

  /** An operator that waits for its right operand, or an open parenthesis if there is none. */
  private record Pending(@Nullable LogicalOperator operator, int position) {}

  private final TextCursor in;
  private final OperandParser operands;
  private final ConditionBuilder tree = new ConditionBuilder();
  private final Deque<Pending> pending = new ArrayDeque<>();
  private int parentheses;

  private ConditionParser(TextCursor in, SidAliases aliases) {
    this.in = in;
    this.operands = new OperandParser(in, aliases);
  }

  /** Reads the condition at the cursor, up to the parenthesis that closes it. */
  static Condition read(TextCursor in, SidAliases aliases) throws MalformedException {
    return new ConditionParser(in, aliases).condition();
  }

  private Condition condition() throws MalformedException {
    if (in.peek() != '(') {
      throw in.expected("'(' of a condition");
    }
    while (true) {
      openings();
      term();
      closings();
      if (parentheses == 0) {
        return tree.build();
      }
      binaryOperator();
    }
  }

  /** Passes over any number of {@code (} and {@code !}. */
  private void openings() throws MalformedException {
    while (true) {
      in.skipWhiteSpace();
      int start = in.position();
      if (in.take('(')) {
        if (++parentheses > MAX_PARENTHESES) {
          throw in.failAt(start, "more than " + MAX_PARENTHESES + " open parentheses");
        }
        pending.push(new Pending(null, start));
      } else if (in.take('!')) {
        pending.push(new Pending(LogicalOperator.NOT, start));
      } else {
        return;
      }
    }
  }

  /** Passes over closing parentheses, as many as are open. */
  private void closings() throws MalformedException {
    in.skipWhiteSpace();
    while (parentheses > 0 && in.take(')')) {
      reduce(LogicalOperator.OR);
      pending.pop();
      parentheses--;
      if (parentheses > 0) {
        in.skipWhiteSpace();
      }
    }
  }

  private void binaryOperator() throws MalformedException {
    int start = in.position();
    if (in.take("&&")) {
      reduce(LogicalOperator.AND);
      pending.push(new Pending(LogicalOperator.AND, start));
    } else if (in.take("||")) {
      reduce(LogicalOperator.OR);
      pending.push(new Pending(LogicalOperator.OR, start));
    } else {
      throw in.expected("'&&', '||' or ')'");
    }
  }

  /** Applies the waiting operators that bind at least as tightly, back to the last open parenthesis. */
  private void reduce(LogicalOperator next) throws MalformedException {
    Pending top;
    while ((top = pending.peek()) != null
        && top.operator != null
        && (top.operator != LogicalOperator.OR || next == LogicalOperator.OR)) {
      pending.pop();
      if (!tree.push(top.operator)) {
        throw in.failAt(top.position, "nested deeper than " + Condition.MAX_NESTING);
      }
    }
  }

  private void term() throws MalformedException {
    switch (Keyword.peek(in)) {
      case ExistenceOperator operator -> {
        in.skip(operator.symbol().length());
        boolean enclosed = open();
        push(attributeOf(operator));
        close(enclosed);
        push(operator);
      }
      case MembershipOperator operator -> {
        in.skip(operator.symbol().length());
        boolean enclosed = open();
        push(operands.sidSet());
        close(enclosed);
        push(operator);
      }
      case null, default -> comparison();
    }
  }

  private AttributeReference attributeOf(ExistenceOperator operator) throws MalformedException {
    int start = in.position();
    if (operands.operand() instanceof AttributeReference attribute) {
      return attribute;
    }
    throw in.failAt(start, operator.symbol() + " needs an attribute, not a literal");
  }

  /** A comparison, or an attribute by itself. */
  private void comparison() throws MalformedException {
    int start = in.position();
    Operand left = operands.operand();
    push(left);
    in.skipWhiteSpace();
    RelationalOperator operator = relationalOperator();
    if (operator != null) {
      in.skipWhiteSpace();
      push(operands.operand());
      push(operator);
    } else if (left instanceof Literal) {
      throw in.failAt(start, "a literal is not a condition: expected a comparison with it");
    }
  }

  private @Nullable RelationalOperator relationalOperator() {
    RelationalOperator operator =
        switch (in.peek()) {
          case '=' -> in.peek(1) == '=' ? RelationalOperator.EQUAL : null;
          case '!' -> in.peek(1) == '=' ? RelationalOperator.NOT_EQUAL : null;
          case '<' -> in.peek(1) == '=' ? RelationalOperator.LESS_OR_EQUAL : RelationalOperator.LESS;
          case '>' -> in.peek(1) == '=' ? RelationalOperator.GREATER_OR_EQUAL : RelationalOperator.GREATER;
          default -> Keyword.peek(in) instanceof RelationalOperator word ? word : null;
        };
    if (operator != null) {
      in.skip(operator.symbol().length());
    }
    return operator;
  }

  private boolean open() {
    in.skipWhiteSpace();
    boolean enclosed = in.take('(');
    in.skipWhiteSpace();
    return enclosed;
  }

  private void close(boolean enclosed) throws MalformedException {
    if (enclosed) {
      in.skipWhiteSpace();
      in.expect(')', "')'");
    }
  }

  /** Pushes a token that cannot make the tree higher. */
  private void push(Token token) {
    if (!tree.push(token)) {
      throw new IllegalStateException("a term has no height");
    }
  }
}
