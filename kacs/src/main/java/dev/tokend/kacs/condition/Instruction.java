package dev.tokend.kacs.condition;

import dev.tokend.kacs.claim.AttributeName;
import dev.tokend.kacs.sid.Sid;
import org.jspecify.annotations.Nullable;

/**
 * One step of a prepared program, which puts a result on the stack.
 *
 * <p>Operands are part of the instruction that uses them, since they never depend on anything before it.
 */
abstract sealed class Instruction {
  private Instruction() {}

  /** A question, whose answer is the result. */
  abstract static sealed class Question extends Instruction {
    private Question() {}

    /** The answer; null makes the whole expression UNKNOWN, whatever else it contains (conditions §4). */
    abstract <C> @Nullable Truth ask(Side side, ConditionContext<C> context, C about);
  }

  /** An operand: a literal, or an attribute to be looked up. */
  abstract static sealed class Source {
    private Source() {}

    /** The value, or null if the attribute is absent. */
    abstract <C> @Nullable AttributeValue resolve(Side side, ConditionContext<C> context, C about);

    static final class Constant extends Source {
      private final AttributeValue value;

      Constant(Literal literal) {
        value = new AttributeValue(Value.of(literal), false);
      }

      @Override
      <C> AttributeValue resolve(Side side, ConditionContext<C> context, C about) {
        return value;
      }
    }

    static final class Lookup extends Source {
      private final AttributeNamespace namespace;
      private final String foldedName;

      Lookup(AttributeReference reference) {
        namespace = reference.namespace();
        foldedName = AttributeName.fold(reference.name());
      }

      @Override
      <C> @Nullable AttributeValue resolve(Side side, ConditionContext<C> context, C about) {
        return context.attributes(about, namespace).find(foldedName, side);
      }
    }
  }

  /** Conditions §4.2. */
  static final class Compare extends Question {
    private final RelationalOperator operator;
    private final Source left;
    private final Source right;

    Compare(RelationalOperator operator, Source left, Source right) {
      this.operator = operator;
      this.left = left;
      this.right = right;
    }

    @Override
    <C> @Nullable Truth ask(Side side, ConditionContext<C> context, C about) {
      AttributeValue a = left.resolve(side, context, about);
      AttributeValue b = right.resolve(side, context, about);
      if (a == null || b == null) {
        return Truth.UNKNOWN;
      }
      return Comparisons.compare(operator, a.value(), b.value(), a.caseSensitive() || b.caseSensitive());
    }
  }

  /** Conditions §4.3: never UNKNOWN. */
  static final class Exist extends Question {
    private final boolean wanted;
    private final Source attribute;

    Exist(ExistenceOperator operator, Source attribute) {
      this.wanted = operator == ExistenceOperator.EXISTS;
      this.attribute = attribute;
    }

    @Override
    <C> Truth ask(Side side, ConditionContext<C> context, C about) {
      boolean exists = attribute.resolve(side, context, about) != null;
      return Truth.of(exists == wanted);
    }
  }

  /** Conditions §4.4. */
  static final class Ask extends Question {
    private final Sid[] sids;
    private final boolean device;
    private final boolean any;
    private final boolean negated;

    Ask(MembershipOperator operator, Sid[] sids) {
      this.sids = sids;
      this.device = operator.asksDevice();
      this.any = operator.asksAny();
      this.negated = operator.isNegated();
    }

    @Override
    <C> Truth ask(Side side, ConditionContext<C> context, C about) {
      Truth truth = Truth.of(!any);
      Truth decisive = Truth.of(any);
      for (int i = 0; i < sids.length && truth != decisive; i++) {
        Truth member = device
            ? context.isDeviceMember(about, sids[i], side)
            : context.isMember(about, sids[i], side);
        truth = any ? truth.or(member) : truth.and(member);
      }
      return negated ? truth.not() : truth;
    }
  }

  /** An attribute as a truth value (conditions §4.5). */
  static final class Coerce extends Question {
    private final Source attribute;

    Coerce(Source attribute) {
      this.attribute = attribute;
    }

    @Override
    <C> Truth ask(Side side, ConditionContext<C> context, C about) {
      AttributeValue found = attribute.resolve(side, context, about);
      return found == null ? Truth.UNKNOWN : truthOf(found.value());
    }

    private static Truth truthOf(Value value) {
      if (value instanceof Value.Int integer) {
        return Truth.of(integer.bits != 0);
      }
      return value instanceof Value.Text string ? Truth.of(!string.text.isEmpty()) : Truth.UNKNOWN;
    }
  }

  /** Takes the last result, or the last two, into one (conditions §4.5). */
  static final class Combine extends Instruction {
    final LogicalOperator operator;

    Combine(LogicalOperator operator) {
      this.operator = operator;
    }
  }
}
