package dev.tokend.kacs.condition;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * A conditional expression as a tree: exactly what the text form can show (conditions §2.1).
 *
 * <p>{@code a && b && c} is one {@link And} of three terms: a chain is left-associative, so its first term is never
 * again an {@code And}, while a later one may be ({@code a && (b && c)}). Trees are at most {@link #MAX_NESTING} high,
 * so recursion over them is safe.
 */
public sealed interface Condition
    permits Condition.Or,
        Condition.And,
        Condition.Not,
        Condition.Comparison,
        Condition.Existence,
        Condition.Membership,
        AttributeReference {

  /** How many of And, Or and Not may stand inside each other [choice]. */
  int MAX_NESTING = 256;

  /** Two or more terms joined by {@code ||}. */
  record Or(List<Condition> terms) implements Condition {
    /**
     * A first term that is an Or itself is spliced in.
     *
     * @throws IllegalArgumentException if there are fewer than two terms, or the tree gets too high
     */
    public Or {
      terms = chain(terms, terms.isEmpty() || !(terms.getFirst() instanceof Or first) ? List.of() : first.terms);
    }
  }

  /** Two or more terms joined by {@code &&}. */
  record And(List<Condition> terms) implements Condition {
    /**
     * A first term that is an And itself is spliced in.
     *
     * @throws IllegalArgumentException if there are fewer than two terms, or the tree gets too high
     */
    public And {
      terms = chain(terms, terms.isEmpty() || !(terms.getFirst() instanceof And first) ? List.of() : first.terms);
    }
  }

  /** The negation of a term. */
  record Not(Condition term) implements Condition {
    /**
     * Refuses a tree that is too high.
     *
     * @throws IllegalArgumentException if the tree gets too high
     */
    public Not {
      requireHeight(1 + heightOf(term));
    }
  }

  /** A comparison of two operands, each an attribute or a literal. */
  record Comparison(RelationalOperator operator, Operand left, Operand right) implements Condition {}

  /** Whether an attribute is there. */
  record Existence(ExistenceOperator operator, AttributeReference attribute) implements Condition {}

  /**
   * Whether SIDs are among the caller's groups.
   *
   * @param sids a SID literal, or a composite of SID literals only
   */
  record Membership(MembershipOperator operator, Literal sids) implements Condition {
    /**
     * Refuses an operand that is no set of SIDs.
     *
     * @throws IllegalArgumentException if the operand is neither a SID nor a list of SIDs
     */
    public Membership {
      if (!isSidSet(sids)) {
        throw new IllegalArgumentException("the operand of " + operator.symbol() + " is not a list of SIDs");
      }
    }
  }

  /**
   * Reads bytecode into a tree.
   *
   * @param applicationData from "artx" to the end, padding included
   * @throws MalformedException if the program is malformed (conditions §5), if it is a lone literal, or if it nests
   *     deeper than {@link #MAX_NESTING}
   */
  static Condition decode(Bytes applicationData) throws MalformedException {
    Bytecode program = Bytecode.read(applicationData);
    ConditionBuilder builder = new ConditionBuilder();
    for (Token token : program.tokens()) {
      if (!builder.push(token)) {
        throw new MalformedException(Bytecode.STRUCTURE, applicationData.size(), "nested deeper than " + MAX_NESTING);
      }
    }
    return builder.build();
  }

  /** The bytecode, from "artx" on, without padding; integers as 64-bit tokens (conditions §2.3). */
  default Bytes encode() {
    return BytecodeWriter.write(this);
  }

  /** How many of And, Or and Not stand inside each other. */
  default int height() {
    return heightOf(this);
  }

  /** Whether a literal can be the operand of a membership operator: a SID, or a composite of SIDs only. */
  static boolean isSidSet(Operand operand) {
    if (operand instanceof CompositeLiteral(List<Literal> elements)) {
      for (Literal element : elements) {
        if (!(element instanceof Literal.SidValue)) {
          return false;
        }
      }
      return true;
    }
    return operand instanceof Literal.SidValue;
  }

  private static List<Condition> chain(List<Condition> terms, List<Condition> spliced) {
    List<Condition> all = terms;
    if (!spliced.isEmpty()) {
      all = new ArrayList<>(spliced);
      all.addAll(terms.subList(1, terms.size()));
    }
    if (all.size() < 2) {
      throw new IllegalArgumentException("a chain needs at least two terms");
    }
    requireHeight(heightOf(all));
    return List.copyOf(all);
  }

  private static void requireHeight(int height) {
    if (height > MAX_NESTING) {
      throw new IllegalArgumentException("nested deeper than " + MAX_NESTING);
    }
  }

  private static int heightOf(List<Condition> terms) {
    int highest = 0;
    for (Condition term : terms) {
      highest = Math.max(highest, heightOf(term));
    }
    return 1 + highest;
  }

  private static int heightOf(Condition condition) {
    return switch (condition) {
      case Or or -> heightOf(or.terms);
      case And and -> heightOf(and.terms);
      case Not not -> 1 + heightOf(not.term);
      case Comparison _, Existence _, Membership _, AttributeReference _ -> 0;
    };
  }
}
