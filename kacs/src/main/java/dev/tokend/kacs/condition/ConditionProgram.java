package dev.tokend.kacs.condition;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.Bytes;
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
  public static ConditionProgram of(Bytes applicationData) {
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
  public static ConditionProgram forPolicy(Bytes appliesTo) throws MalformedException {
    if (appliesTo.size() > MAX_POLICY_SIZE) {
      throw new MalformedException(
          Bytecode.STRUCTURE,
          MAX_POLICY_SIZE,
          appliesTo.size() + " bytes, at most " + MAX_POLICY_SIZE + " are allowed");
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
    return evaluate(side, AttributesAndMembers.CONTEXT, new AttributesAndMembers(attributes, members));
  }

  /**
   * Evaluates the program; allocates nothing for up to 32 results at a time.
   *
   * @param side which kind of rule it belongs to
   * @param context who answers its questions
   * @param about what they are about
   */
  public <C> Truth evaluate(Side side, ConditionContext<C> context, C about) {
    if (defect != null) {
      return Truth.UNKNOWN;
    }
    return depth <= TruthStack.MAX_DEPTH ? evaluateFlat(side, context, about) : evaluateDeep(side, context, about);
  }

  private <C> Truth evaluateFlat(Side side, ConditionContext<C> context, C about) {
    long stack = TruthStack.EMPTY;
    boolean aborted = false;
    for (Instruction instruction : instructions) {
      switch (instruction) {
        case Instruction.Question question -> {
          Truth answer = question.ask(side, context, about);
          aborted |= answer == null;
          stack = TruthStack.push(stack, answer == null ? Truth.UNKNOWN : answer);
        }
        case Instruction.Combine combine -> stack = TruthStack.combine(stack, combine.operator);
      }
    }
    return aborted ? Truth.UNKNOWN : TruthStack.top(stack);
  }

  private <C> Truth evaluateDeep(Side side, ConditionContext<C> context, C about) {
    Truth[] stack = new Truth[depth];
    int size = 0;
    boolean aborted = false;
    for (Instruction instruction : instructions) {
      switch (instruction) {
        case Instruction.Question question -> {
          Truth answer = question.ask(side, context, about);
          aborted |= answer == null;
          stack[size++] = answer == null ? Truth.UNKNOWN : answer;
        }
        case Instruction.Combine combine -> {
          Truth right = stack[--size];
          Truth left = combine.operator == LogicalOperator.NOT ? right : stack[--size];
          stack[size++] = combine.operator.of(left, right);
        }
      }
    }
    return aborted ? Truth.UNKNOWN : stack[0];
  }

  private static ConditionProgram strict(Bytes data) throws MalformedException {
    Bytecode bytecode = Bytecode.read(data);
    if (!bytecode.endsInResult()) {
      throw new MalformedException(Bytecode.STRUCTURE, data.size(), "the program leaves an attribute, not a result");
    }
    ProgramCompiler compiler = new ProgramCompiler();
    for (Token token : bytecode.tokens()) {
      compiler.add(token);
    }
    return new ConditionProgram(compiler.instructions(), compiler.depth(), null);
  }
}
