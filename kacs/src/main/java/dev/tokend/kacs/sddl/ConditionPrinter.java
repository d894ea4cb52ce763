package dev.tokend.kacs.sddl;

import dev.tokend.kacs.condition.AttributeNamespace;
import dev.tokend.kacs.condition.AttributeReference;
import dev.tokend.kacs.condition.CompositeLiteral;
import dev.tokend.kacs.condition.Condition;
import dev.tokend.kacs.condition.IntegerLiteral;
import dev.tokend.kacs.condition.Literal;
import dev.tokend.kacs.condition.LogicalOperator;
import dev.tokend.kacs.condition.Operand;
import java.util.List;

/** Prints conditions (conditions §2.5). The recursion is as deep as the tree, which has a limit. */
final class ConditionPrinter {
  private static final String PART = "condition";

  private final StringBuilder out;
  private final SddlStyle style;

  private ConditionPrinter(StringBuilder out, SddlStyle style) {
    this.out = out;
    this.style = style;
  }

  static void print(StringBuilder out, Condition condition, SddlStyle style) throws InexpressibleException {
    new ConditionPrinter(out, style).enclosed(condition);
  }

  private void enclosed(Condition condition) throws InexpressibleException {
    out.append('(');
    condition(condition);
    out.append(')');
  }

  private void condition(Condition condition) throws InexpressibleException {
    switch (condition) {
      case Condition.Or(List<Condition> terms) -> chain(terms, LogicalOperator.OR);
      case Condition.And(List<Condition> terms) -> chain(terms, LogicalOperator.AND);
      case Condition.Not(Condition term) -> {
        out.append(LogicalOperator.NOT.symbol());
        enclosed(term);
      }
      case Condition.Comparison(var operator, Operand left, Operand right) -> {
        operand(left);
        out.append(' ').append(operator.symbol()).append(' ');
        operand(right);
      }
      case Condition.Existence(var operator, AttributeReference attribute) -> {
        out.append(operator.symbol()).append(' ');
        operand(attribute);
      }
      case Condition.Membership(var operator, Literal sids) -> {
        out.append(operator.symbol()).append(' ');
        operand(sids);
      }
      case AttributeReference attribute -> operand(attribute);
    }
  }

  private void chain(List<Condition> terms, LogicalOperator operator) throws InexpressibleException {
    if (style == SddlStyle.WINDOWS) {
      // ((a && b) && c): every pair but the outermost, which the caller has enclosed.
      out.repeat("(", terms.size() - 2);
    }
    for (int i = 0; i < terms.size(); i++) {
      if (i > 0) {
        out.append(' ').append(operator.symbol()).append(' ');
      }
      Condition term = terms.get(i);
      if (needsParentheses(term, operator)) {
        enclosed(term);
      } else {
        condition(term);
      }
      if (style == SddlStyle.WINDOWS && i > 0 && i < terms.size() - 1) {
        out.append(')');
      }
    }
  }

  private boolean needsParentheses(Condition term, LogicalOperator parent) {
    return switch (term) {
      // A chain inside a chain of the same operator is never the first term: it would have been spliced in.
      case Condition.Or _ -> true;
      case Condition.And _ -> style == SddlStyle.WINDOWS || parent == LogicalOperator.AND;
      case Condition.Comparison _ -> style == SddlStyle.WINDOWS;
      case Condition.Not _, Condition.Existence _, Condition.Membership _, AttributeReference _ -> false;
    };
  }

  private void operand(Operand operand) throws InexpressibleException {
    switch (operand) {
      case AttributeReference(AttributeNamespace namespace, String name) -> attribute(namespace, name);
      case IntegerLiteral(var sign, long magnitude, var base) ->
          out.append(sign.symbol()).append(base.prefix()).append(Long.toUnsignedString(magnitude, base.radix()));
      case Literal.Text(String value) -> StringText.print(out, PART, value);
      case Literal.Octets(var octets) -> OctetText.print(out, octets);
      case Literal.SidValue(var sid) -> out.append("SID(").append(SidText.print(sid)).append(')');
      case CompositeLiteral(List<Literal> elements) -> {
        out.append('{');
        for (int i = 0; i < elements.size(); i++) {
          if (i > 0) {
            out.append(", ");
          }
          operand(elements.get(i));
        }
        out.append('}');
      }
    }
  }

  private void attribute(AttributeNamespace namespace, String name) throws InexpressibleException {
    if (name.isEmpty() || name.indexOf(0) >= 0) {
      throw new InexpressibleException(PART, "an attribute name that is empty or has NUL");
    }
    if (style == SddlStyle.WINDOWS && namespace == AttributeNamespace.LOCAL) {
      AttributeNameText.printBare(out, name);
      return;
    }
    out.append('@').append(namespace.label()).append('.');
    AttributeNameText.print(out, name);
  }
}
