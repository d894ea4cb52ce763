package dev.tokend.kacs.condition;

import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.sid.Sid;
import java.util.List;

/** Short ways to write trees in tests. */
final class Conditions {
  static final Sid EVERYONE = Sid.of("S-1-1-0");
  static final Sid USERS = Sid.of("S-1-5-32-545");

  private Conditions() {}

  static AttributeReference user(String name) {
    return new AttributeReference(AttributeNamespace.USER, name);
  }

  static Literal integer(long value) {
    return IntegerLiteral.of(value);
  }

  static Literal text(String value) {
    return new Literal.Text(value);
  }

  static Literal octets(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return new Literal.Octets(Bytes.of(bytes));
  }

  static Literal sid(Sid sid) {
    return new Literal.SidValue(sid);
  }

  static Literal list(Literal... elements) {
    return new CompositeLiteral(List.of(elements));
  }

  static Condition compare(Operand left, RelationalOperator operator, Operand right) {
    return new Condition.Comparison(operator, left, right);
  }

  /** A condition that is TRUE whatever the claims are. */
  static Condition yes() {
    return new Condition.Membership(MembershipOperator.MEMBER_OF, list());
  }

  static Truth evaluate(Condition condition) {
    return evaluate(condition, Side.ALLOW);
  }

  static Truth evaluate(Condition condition, Side side) {
    return ConditionProgram.of(condition).evaluate(side, SampleToken.ATTRIBUTES, SampleToken.MEMBERS);
  }
}
