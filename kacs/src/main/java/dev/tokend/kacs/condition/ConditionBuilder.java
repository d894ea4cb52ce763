package dev.tokend.kacs.condition;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Builds a tree from tokens in postfix order, without recursion.
 *
 * <p>For bytecode whose stack was checked, and for a text parser that knows its grammar: a token that finds the wrong
 * entries is a defect of the caller.
 */
public final class ConditionBuilder {
  private sealed interface Entry {}

  private record Leaf(Operand operand) implements Entry {}

  private record Tree(Condition condition, int height) implements Entry {}

  /** A chain that may still grow: copying it for every term would be quadratic. */
  private static final class Chain implements Entry {
    final LogicalOperator operator;
    final List<Condition> terms = new ArrayList<>();
    int height;

    Chain(LogicalOperator operator) {
      this.operator = operator;
    }

    void add(Tree term) {
      terms.add(term.condition);
      height = Math.max(height, 1 + term.height);
    }
  }

  private final Deque<Entry> stack = new ArrayDeque<>();

  /** A builder with an empty stack. */
  public ConditionBuilder() {}

  /**
   * Takes the next token.
   *
   * @return false if the tree would get higher than {@link Condition#MAX_NESTING}; the builder is of no use then
   * @throws IllegalStateException if the entries it needs are not on the stack
   */
  public boolean push(Token token) {
    switch (token) {
      case Operand operand -> stack.push(new Leaf(operand));
      case RelationalOperator operator -> {
        Operand right = popOperand();
        pushTerm(new Condition.Comparison(operator, popOperand(), right));
      }
      case ExistenceOperator operator -> {
        if (!(popOperand() instanceof AttributeReference attribute)) {
          throw new IllegalStateException(operator.symbol() + " of a literal");
        }
        pushTerm(new Condition.Existence(operator, attribute));
      }
      case MembershipOperator operator -> {
        if (!(popOperand() instanceof Literal sids)) {
          throw new IllegalStateException(operator.symbol() + " of an attribute");
        }
        pushTerm(new Condition.Membership(operator, sids));
      }
      case LogicalOperator operator -> {
        return operator == LogicalOperator.NOT ? negate() : join(operator);
      }
    }
    return true;
  }

  /**
   * The tree, when the program has ended.
   *
   * @throws IllegalStateException if there is not exactly one tree on the stack
   */
  public Condition build() {
    Condition condition = popTree().condition;
    if (!stack.isEmpty()) {
      throw new IllegalStateException("more than one tree is left");
    }
    return condition;
  }

  private void pushTerm(Condition condition) {
    stack.push(new Tree(condition, 0));
  }

  private boolean negate() {
    Tree term = popTree();
    if (term.height == Condition.MAX_NESTING) {
      return false;
    }
    stack.push(new Tree(new Condition.Not(term.condition), term.height + 1));
    return true;
  }

  private boolean join(LogicalOperator operator) {
    Tree right = popTree();
    if (stack.peek() instanceof Chain chain && chain.operator == operator) {
      chain.add(right);
      return chain.height <= Condition.MAX_NESTING;
    }
    Chain chain = new Chain(operator);
    chain.add(popTree());
    chain.add(right);
    stack.push(chain);
    return chain.height <= Condition.MAX_NESTING;
  }

  private Operand popOperand() {
    if (stack.poll() instanceof Leaf(Operand operand)) {
      return operand;
    }
    throw new IllegalStateException("an operand is missing");
  }

  private Tree popTree() {
    return switch (stack.poll()) {
      case Tree tree -> tree;
      case Leaf(AttributeReference attribute) -> new Tree(attribute, 0);
      case Leaf(Literal _) -> throw new IllegalStateException("a literal is no condition");
      case Chain chain -> {
        boolean isAnd = chain.operator == LogicalOperator.AND;
        yield new Tree(isAnd ? new Condition.And(chain.terms) : new Condition.Or(chain.terms), chain.height);
      }
      case null -> throw new IllegalStateException("a condition is missing");
    };
  }
}
