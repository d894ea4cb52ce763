package dev.tokend.kacs.condition;

import dev.tokend.kacs.sid.Sid;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Joins operands to the operators that use them.
 *
 * <p>For programs whose stack was checked: an entry of another kind than an operator needs is a defect.
 */
final class ProgramCompiler {
  private static final Instruction[] NOTHING = {};

  private final List<Instruction> out = new ArrayList<>();

  /** The entries on the stack: operands that wait for their operator, and null for a result. */
  private final List<@Nullable Operand> entries = new ArrayList<>();

  private int results;
  private int depth;

  void add(Token token) {
    switch (token) {
      case Operand operand -> entries.add(operand);
      case RelationalOperator operator -> {
        Instruction.Source right = popSource();
        emit(new Instruction.Compare(operator, popSource(), right));
        entries.add(null);
      }
      case ExistenceOperator operator -> {
        emit(new Instruction.Exist(operator, popSource()));
        entries.add(null);
      }
      case MembershipOperator operator -> {
        emit(new Instruction.Ask(operator, popSids()));
        entries.add(null);
      }
      case LogicalOperator operator -> combine(operator);
    }
  }

  Instruction[] instructions() {
    return out.toArray(NOTHING);
  }

  /** The most results on the stack at any time. */
  int depth() {
    return depth;
  }

  private void emit(Instruction producer) {
    out.add(producer);
    results++;
    depth = Math.max(depth, results);
  }

  private void combine(LogicalOperator operator) {
    popResult();
    if (operator != LogicalOperator.NOT) {
      // An attribute on the left is coerced after the result on the right: both operators are symmetric.
      popResult();
      results--;
    }
    out.add(new Instruction.Combine(operator));
    entries.add(null);
  }

  private void popResult() {
    Operand entry = entries.removeLast();
    if (entry != null) {
      emit(new Instruction.Coerce(source(entry)));
    }
  }

  private Instruction.Source popSource() {
    Operand entry = entries.removeLast();
    if (entry == null) {
      throw new IllegalStateException("a result where an operand is needed");
    }
    return source(entry);
  }

  private Sid[] popSids() {
    return switch (entries.removeLast()) {
      case Literal.SidValue(Sid sid) -> new Sid[] {sid};
      case CompositeLiteral(List<Literal> elements) -> {
        Sid[] sids = new Sid[elements.size()];
        for (int i = 0; i < sids.length; i++) {
          if (!(elements.get(i) instanceof Literal.SidValue(Sid sid))) {
            throw new IllegalStateException("not a SID");
          }
          sids[i] = sid;
        }
        yield sids;
      }
      case null, default -> throw new IllegalStateException("not a list of SIDs");
    };
  }

  private static Instruction.Source source(Operand operand) {
    return switch (operand) {
      case AttributeReference attribute -> new Instruction.Source.Lookup(attribute);
      case Literal literal -> new Instruction.Source.Constant(literal);
    };
  }
}
