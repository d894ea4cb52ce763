package dev.tokend.kacs.condition;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.sid.Sid;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bytecode prepared for evaluation: read and checked once, evaluated many times, from any thread (conditions §4).
 *
 * <p>A malformed program is a program too: it evaluates to UNKNOWN. Evaluation runs every instruction, without
 * short-circuit, and is linear in the program but for set operators, which take the product of the list sizes.
 */
public final class ConditionProgram {
  /** The largest {@code applies_to} of a policy rule, in bytes (conditions §5). */
  public static final int MAX_POLICY_SIZE = 65536;

  private static final Instruction[] NOTHING = {};

  private final Instruction[] instructions;
  private final int depth;
  private final @Nullable MalformedException defect;

  private ConditionProgram(Instruction[] instructions, int depth, @Nullable MalformedException defect) {
    this.instructions = instructions;
    this.depth = depth;
    this.defect = defect;
  }

  /**
   * Prepares the application data of a callback ACE.
   *
   * @param applicationData everything after the SID; any bytes
   */
  public static ConditionProgram of(byte[] applicationData) {
    try {
      return strict(applicationData);
    } catch (MalformedException e) {
      return new ConditionProgram(NOTHING, 0, e);
    }
  }

  /**
   * Prepares the {@code applies_to} of a policy rule, which, unlike an ACE, is refused when it is malformed (conditions
   * §5).
   *
   * @param appliesTo at most {@link #MAX_POLICY_SIZE} bytes
   * @throws MalformedException if it is larger, malformed, or does not end in exactly one result
   */
  public static ConditionProgram forPolicy(byte[] appliesTo) throws MalformedException {
    if (appliesTo.length > MAX_POLICY_SIZE) {
      throw new MalformedException(
          Bytecode.STRUCTURE, MAX_POLICY_SIZE, appliesTo.length + " bytes, at most " + MAX_POLICY_SIZE + " are allowed");
    }
    return strict(appliesTo);
  }

  /** Prepares a tree. A bare attribute gives a program that is UNKNOWN (E10). */
  public static ConditionProgram of(Condition condition) {
    return of(condition.encode());
  }

  /** Why the program is UNKNOWN whatever it is asked; null for a well-formed one. */
  public @Nullable MalformedException defect() {
    return defect;
  }

  /**
   * Evaluates the program.
   *
   * @param side which kind of rule it belongs to
   * @param attributes the claims it can name
   * @param members the answers to its membership questions
   */
  public Truth evaluate(Side side, Attributes attributes, MembershipView members) {
    if (defect != null) {
      return Truth.UNKNOWN;
    }
    TruthStack stack = new TruthStack(depth);
    for (Instruction instruction : instructions) {
      instruction.execute(stack, side, attributes, members);
    }
    return stack.result();
  }

  private static ConditionProgram strict(byte[] data) throws MalformedException {
    Bytecode bytecode = Bytecode.read(data);
    if (!bytecode.endsInResult()) {
      throw new MalformedException(Bytecode.STRUCTURE, data.length, "the program leaves an attribute, not a result");
    }
    return new Compiler().compile(bytecode.tokens());
  }

  /** Joins operands to the operators that use them; the kinds on the stack were checked when the bytecode was read. */
  private static final class Compiler {
    private final List<Instruction> out = new ArrayList<>();

    /** Operands that wait for their operator; null for a result, which is on the stack at run time. */
    private final List<@Nullable Operand> waiting = new ArrayList<>();

    private int results;
    private int depth;

    ConditionProgram compile(List<Token> tokens) {
      for (Token token : tokens) {
        switch (token) {
          case Operand operand -> waiting.add(operand);
          case RelationalOperator operator -> {
            Instruction.Source right = source(waiting.removeLast());
            emit(new Instruction.Compare(operator, source(waiting.removeLast()), right));
          }
          case ExistenceOperator operator -> emit(new Instruction.Exist(operator, source(waiting.removeLast())));
          case MembershipOperator operator -> emit(new Instruction.Ask(operator, sids(waiting.removeLast())));
          case LogicalOperator operator -> combine(operator);
        }
      }
      return new ConditionProgram(out.toArray(NOTHING), depth, null);
    }

    private void emit(Instruction instruction) {
      waiting.add(null);
      out.add(instruction);
      results++;
      depth = Math.max(depth, results);
    }
  }
}
