package dev.tokend.kacs.condition;

import dev.tokend.kacs.claim.AttributeName;
import dev.tokend.kacs.sid.Sid;
import org.jspecify.annotations.Nullable;

/**
 * One step of a prepared program: takes results from the stack and puts one there.
 *
 * <p>Operands are part of the instruction that uses them, since they never depend on anything before it.
 */
abstract sealed class Instruction {
  private Instruction() {}

  abstract void execute(TruthStack stack, Side side, Attributes attributes, MembershipView members);

  /** An operand: a literal, or an attribute to be looked up. */
  abstract static sealed class Source {
    private Source() {}

    /** The value, or null if the attribute is absent. */
    abstract @Nullable AttributeValue resolve(Side side, Attributes attributes);

    static final class Constant extends Source {
      private final AttributeValue value;

      Constant(Literal literal) {
        value = new AttributeValue(Value.of(literal), false);
      }

      @Override
      AttributeValue resolve(Side side, Attributes attributes) {
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
      @Nullable AttributeValue resolve(Side side, Attributes attributes) {
        return attributes.of(namespace).find(foldedName, side);
      }
    }
  }

  /** Conditions §4.2. */
  static final class Compare extends Instruction {
    private final RelationalOperator operator;
    private final Source left;
    private final Source right;

    Compare(RelationalOperator operator, Source left, Source right) {
      this.operator = operator;
      this.left = left;
      this.right = right;
    }

    @Override
    void execute(TruthStack stack, Side side, Attributes attributes, MembershipView members) {
      AttributeValue a = left.resolve(side, attributes);
      AttributeValue b = right.resolve(side, attributes);
      if (a == null || b == null) {
        stack.push(Truth.UNKNOWN);
        return;
      }
      Truth truth = Comparisons.compare(operator, a.value(), b.value(), a.caseSensitive() || b.caseSensitive());
      if (truth == null) {
        stack.abort();
        stack.push(Truth.UNKNOWN);
      } else {
        stack.push(truth);
      }
    }
  }

  /** Conditions §4.3: never UNKNOWN. */
  static final class Exist extends Instruction {
    private final boolean wanted;
    private final Source attribute;

    Exist(ExistenceOperator operator, Source attribute) {
      this.wanted = operator == ExistenceOperator.EXISTS;
      this.attribute = attribute;
    }

    @Override
    void execute(TruthStack stack, Side side, Attributes attributes, MembershipView members) {
      boolean exists = attribute.resolve(side, attributes) != null;
      stack.push(Truth.of(exists == wanted));
    }
  }

  /** Conditions §4.4. */
  static final class Ask extends Instruction {
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
    void execute(TruthStack stack, Side side, Attributes attributes, MembershipView members) {
      Truth truth = Truth.of(!any);
      Truth decisive = Truth.of(any);
      for (int i = 0; i < sids.length && truth != decisive; i++) {
        Truth member = device ? members.isDeviceMember(sids[i], side) : members.isMember(sids[i], side);
        truth = any ? truth.or(member) : truth.and(member);
      }
      stack.push(negated ? truth.not() : truth);
    }
  }

  /** An attribute as a truth value (conditions §4.5). */
  static final class Coerce extends Instruction {
    private final Source attribute;

    Coerce(Source attribute) {
      this.attribute = attribute;
    }

    @Override
    void execute(TruthStack stack, Side side, Attributes attributes, MembershipView members) {
      AttributeValue found = attribute.resolve(side, attributes);
      stack.push(found == null ? Truth.UNKNOWN : truthOf(found.value()));
    }

    private static Truth truthOf(Value value) {
      if (value instanceof Value.Int integer) {
        return Truth.of(integer.bits != 0);
      }
      return value instanceof Value.Text string ? Truth.of(!string.text.isEmpty()) : Truth.UNKNOWN;
    }
  }

  /** Conditions §4.5. */
  static final class Combine extends Instruction {
    private final LogicalOperator operator;

    Combine(LogicalOperator operator) {
      this.operator = operator;
    }

    @Override
    void execute(TruthStack stack, Side side, Attributes attributes, MembershipView members) {
      Truth right = stack.pop();
      stack.push(
          switch (operator) {
            case AND -> stack.pop().and(right);
            case OR -> stack.pop().or(right);
            case NOT -> right.not();
          });
    }
  }
}
