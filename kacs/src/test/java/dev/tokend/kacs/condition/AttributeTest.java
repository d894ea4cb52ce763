package dev.tokend.kacs.condition;

import static dev.tokend.kacs.condition.Conditions.EVERYONE;
import static dev.tokend.kacs.condition.Conditions.compare;
import static dev.tokend.kacs.condition.Conditions.evaluate;
import static dev.tokend.kacs.condition.Conditions.integer;
import static dev.tokend.kacs.condition.Conditions.list;
import static dev.tokend.kacs.condition.Conditions.sid;
import static dev.tokend.kacs.condition.Conditions.text;
import static dev.tokend.kacs.condition.Conditions.user;
import static dev.tokend.kacs.condition.Truth.FALSE;
import static dev.tokend.kacs.condition.Truth.TRUE;
import static dev.tokend.kacs.condition.Truth.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.ClaimType;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.claim.ClaimFlags;
import dev.tokend.kacs.claim.ClaimValue;
import dev.tokend.kacs.sid.Sid;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Conditions §4.1, §4.3, §4.4, §4.5: what attributes are, whether they exist, what they are worth as a truth value. */
class AttributeTest {
  private static Truth of(Condition condition, Side side, Claim... claims) {
    Attributes attributes =
        new Attributes(AttributeSet.of(List.of(claims)), AttributeSet.EMPTY, AttributeSet.EMPTY, AttributeSet.EMPTY);
    return ConditionProgram.of(condition).evaluate(side, attributes, MembershipView.UNDECIDED);
  }

  private static Condition exists(AttributeReference attribute) {
    return new Condition.Existence(ExistenceOperator.EXISTS, attribute);
  }

  @Test
  void names_are_found_without_case() {
    assertThat(evaluate(exists(user("CLEARANCE")))).isEqualTo(TRUE);
    assertThat(of(exists(user("STRASSE")), Side.ALLOW, SampleToken.text("straße", 0, "x"))).isEqualTo(FALSE);
    assertThat(of(exists(user("ÄΣ")), Side.ALLOW, SampleToken.text("äσ", 0, "x"))).isEqualTo(TRUE);
    assertThat(of(exists(user("İ")), Side.ALLOW, SampleToken.text("i\u0307", 0, "x"))).isEqualTo(TRUE);
    assertThat(of(exists(user("Σ")), Side.ALLOW, SampleToken.text("ς", 0, "x"))).isEqualTo(FALSE);
  }

  @Test
  void each_namespace_has_its_own_claims() {
    for (AttributeNamespace namespace : AttributeNamespace.values()) {
      String name =
          switch (namespace) {
            case USER -> "Title";
            case DEVICE -> "managed";
            case RESOURCE -> "level";
            case LOCAL -> "zone";
          };
      for (AttributeNamespace asked : AttributeNamespace.values()) {
        assertThat(evaluate(exists(new AttributeReference(asked, name)))).isEqualTo(Truth.of(asked == namespace));
      }
    }
  }

  @Test
  void the_first_claim_of_a_name_counts_even_if_it_is_absent() {
    Claim off = SampleToken.text("A", ClaimFlags.DISABLED, "x");
    Claim denyOnly = SampleToken.text("a", ClaimFlags.USE_FOR_DENY_ONLY, "x");
    Claim empty = SampleToken.text("a", 0);
    Claim on = SampleToken.text("a", 0, "x");
    assertThat(of(exists(user("a")), Side.DENY, off, on)).isEqualTo(FALSE);
    assertThat(of(exists(user("a")), Side.ALLOW, denyOnly, on)).isEqualTo(FALSE);
    assertThat(of(exists(user("a")), Side.DENY, denyOnly, on)).isEqualTo(TRUE);
    assertThat(of(exists(user("a")), Side.DENY, empty, on)).isEqualTo(FALSE);
    assertThat(of(exists(user("a")), Side.ALLOW, on, off)).isEqualTo(TRUE);
  }

  @Test
  void existence_is_never_unknown() {
    assertThat(evaluate(exists(user("nosuch")))).isEqualTo(FALSE);
    assertThat(evaluate(new Condition.Existence(ExistenceOperator.NOT_EXISTS, user("nosuch")))).isEqualTo(TRUE);
    assertThat(evaluate(new Condition.Existence(ExistenceOperator.NOT_EXISTS, user("Title")))).isEqualTo(FALSE);
  }

  @Test
  void booleans_are_zero_or_one() {
    Claim seven = SampleToken.claim("f", ClaimType.BOOLEAN, 0, new ClaimValue.Bool(7));
    assertThat(of(compare(user("f"), RelationalOperator.EQUAL, integer(1)), Side.ALLOW, seven)).isEqualTo(TRUE);
  }

  @Test
  void one_value_is_a_value_and_more_are_a_list() {
    Condition order = compare(user("a"), RelationalOperator.GREATER, text("a"));
    assertThat(of(order, Side.ALLOW, SampleToken.text("a", 0, "b"))).isEqualTo(TRUE);
    assertThat(of(order, Side.ALLOW, SampleToken.text("a", 0, "b", "c"))).isEqualTo(UNKNOWN);
  }

  @Test
  void an_attribute_as_a_truth_value_depends_on_its_class() {
    assertThat(worth(SampleToken.claim("a", ClaimType.INT64, 0, new ClaimValue.Int64(-1)))).isEqualTo(TRUE);
    assertThat(worth(SampleToken.claim("a", ClaimType.INT64, 0, new ClaimValue.Int64(0)))).isEqualTo(FALSE);
    assertThat(worth(SampleToken.claim("a", ClaimType.BOOLEAN, 0, new ClaimValue.Bool(0)))).isEqualTo(FALSE);
    assertThat(worth(SampleToken.text("a", 0, "0"))).isEqualTo(TRUE);
    assertThat(worth(SampleToken.text("a", 0, ""))).isEqualTo(FALSE);
    assertThat(worth(SampleToken.text("a", 0, "x", "y"))).isEqualTo(UNKNOWN);
    assertThat(worth(SampleToken.text("b", 0, "x"))).isEqualTo(UNKNOWN);
    assertThat(worth(SampleToken.claim("a", ClaimType.SID, 0, new ClaimValue.SidValue(EVERYONE)))).isEqualTo(UNKNOWN);
    assertThat(worth(SampleToken.claim("a", ClaimType.OCTET, 0, new ClaimValue.Octets(Bytes.of((byte) 1)))))
        .isEqualTo(UNKNOWN);
  }

  /** What {@code a} is worth under each logical operator, as seen through two negations. */
  private static Truth worth(Claim claim) {
    Truth twice = of(new Condition.Not(new Condition.Not(user("a"))), Side.ALLOW, claim);
    assertThat(of(new Condition.And(List.of(user("a"), Conditions.yes())), Side.ALLOW, claim)).isEqualTo(twice);
    assertThat(of(new Condition.Or(List.of(new Condition.Not(Conditions.yes()), user("a"))), Side.ALLOW, claim))
        .isEqualTo(twice);
    return twice;
  }

  @Test
  void membership_asks_for_all_or_any_of_user_or_device() {
    Sid here = EVERYONE;
    Sid device = Sid.of("S-1-5-21-1-2-3-3001");
    assertThat(member(MembershipOperator.MEMBER_OF, here)).isEqualTo(TRUE);
    assertThat(member(MembershipOperator.MEMBER_OF, here, device)).as("E11: all of").isEqualTo(FALSE);
    assertThat(member(MembershipOperator.MEMBER_OF_ANY, here, device)).isEqualTo(TRUE);
    assertThat(member(MembershipOperator.MEMBER_OF_ANY, device)).isEqualTo(FALSE);
    assertThat(member(MembershipOperator.NOT_MEMBER_OF, here, device)).isEqualTo(TRUE);
    assertThat(member(MembershipOperator.NOT_MEMBER_OF_ANY, here, device)).isEqualTo(FALSE);
    assertThat(member(MembershipOperator.DEVICE_MEMBER_OF, device)).isEqualTo(TRUE);
    assertThat(member(MembershipOperator.DEVICE_MEMBER_OF, here, device)).isEqualTo(FALSE);
    assertThat(member(MembershipOperator.DEVICE_MEMBER_OF_ANY, here, device)).isEqualTo(TRUE);
    assertThat(member(MembershipOperator.NOT_DEVICE_MEMBER_OF, here, device)).isEqualTo(TRUE);
    assertThat(member(MembershipOperator.NOT_DEVICE_MEMBER_OF_ANY, here, device)).isEqualTo(FALSE);
  }

  @Test
  void an_empty_list_is_all_but_not_any() {
    for (MembershipOperator operator : MembershipOperator.values()) {
      Truth expected = Truth.of(operator.asksAny() == operator.isNegated());
      assertThat(member(operator)).as(operator.symbol()).isEqualTo(expected);
    }
  }

  @Test
  void a_deny_only_group_is_a_member_for_the_deny_side_only() {
    Condition condition =
        new Condition.Membership(MembershipOperator.MEMBER_OF, sid(Sid.of("S-1-5-21-1-2-3-2002")));
    assertThat(evaluate(condition, Side.ALLOW)).isEqualTo(FALSE);
    assertThat(evaluate(condition, Side.DENY)).isEqualTo(TRUE);
  }

  private static Truth member(MembershipOperator operator, Sid... sids) {
    Literal[] literals = new Literal[sids.length];
    for (int i = 0; i < sids.length; i++) {
      literals[i] = sid(sids[i]);
    }
    return evaluate(new Condition.Membership(operator, list(literals)));
  }
}
