package dev.tokend.kacs.condition;

import static dev.tokend.kacs.condition.Conditions.EVERYONE;
import static dev.tokend.kacs.condition.Conditions.USERS;
import static dev.tokend.kacs.condition.Conditions.compare;
import static dev.tokend.kacs.condition.Conditions.evaluate;
import static dev.tokend.kacs.condition.Conditions.integer;
import static dev.tokend.kacs.condition.Conditions.list;
import static dev.tokend.kacs.condition.Conditions.octets;
import static dev.tokend.kacs.condition.Conditions.sid;
import static dev.tokend.kacs.condition.Conditions.text;
import static dev.tokend.kacs.condition.Conditions.user;
import static dev.tokend.kacs.condition.Conditions.yes;
import static dev.tokend.kacs.condition.RelationalOperator.ANY_OF;
import static dev.tokend.kacs.condition.RelationalOperator.CONTAINS;
import static dev.tokend.kacs.condition.RelationalOperator.EQUAL;
import static dev.tokend.kacs.condition.RelationalOperator.GREATER;
import static dev.tokend.kacs.condition.RelationalOperator.GREATER_OR_EQUAL;
import static dev.tokend.kacs.condition.RelationalOperator.LESS;
import static dev.tokend.kacs.condition.RelationalOperator.LESS_OR_EQUAL;
import static dev.tokend.kacs.condition.RelationalOperator.NOT_ANY_OF;
import static dev.tokend.kacs.condition.RelationalOperator.NOT_CONTAINS;
import static dev.tokend.kacs.condition.RelationalOperator.NOT_EQUAL;
import static dev.tokend.kacs.condition.Truth.FALSE;
import static dev.tokend.kacs.condition.Truth.TRUE;
import static dev.tokend.kacs.condition.Truth.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The rows of conditions §4.2 and the contradictions E1, E3, E4, E6, E9. */
class RelationalOperatorTest {
  private static final Literal EMPTY = list();

  @Test
  void operands_without_a_comparable_pair_make_the_whole_expression_unknown() {
    for (RelationalOperator operator : RelationalOperator.values()) {
      for (Condition mismatch :
          List.of(
              compare(integer(1), operator, text("1")),
              compare(user("clearance"), operator, list(text("3"), octets(3))),
              compare(list(sid(USERS)), operator, octets()))) {
        assertThat(evaluate(new Condition.Or(List.of(yes(), mismatch)))).isEqualTo(UNKNOWN);
        assertThat(evaluate(new Condition.And(List.of(new Condition.Not(yes()), mismatch)))).isEqualTo(UNKNOWN);
      }
    }
  }

  @Test
  void one_comparable_pair_is_enough_to_go_on() {
    Condition mixed = compare(list(integer(1), text("a")), ANY_OF, list(octets(1), text("A")));
    assertThat(evaluate(mixed)).isEqualTo(TRUE);
    assertThat(evaluate(compare(integer(1), CONTAINS, list(integer(1), text("a"))))).isEqualTo(UNKNOWN);
    assertThat(evaluate(compare(integer(2), CONTAINS, list(integer(1), text("a"))))).isEqualTo(FALSE);
    assertThat(evaluate(compare(list(list(integer(1))), EQUAL, list(text("a"))))).isEqualTo(UNKNOWN);
  }

  @Test
  void an_absent_attribute_is_unknown_against_anything() {
    for (RelationalOperator operator : RelationalOperator.values()) {
      for (Operand other : List.of(integer(1), text("a"), list(), list(integer(1), integer(2)), user("nosuch"))) {
        assertThat(evaluate(compare(user("nosuch"), operator, other))).isEqualTo(UNKNOWN);
        assertThat(evaluate(compare(other, operator, user("off")))).isEqualTo(UNKNOWN);
      }
    }
  }

  @Test
  void equality_of_lists_is_ordered_and_counts() {
    Literal twoThree = list(integer(2), integer(3));
    assertThat(evaluate(compare(twoThree, EQUAL, list(integer(2), integer(3))))).isEqualTo(TRUE);
    assertThat(evaluate(compare(twoThree, EQUAL, list(integer(3), integer(2))))).isEqualTo(FALSE);
    assertThat(evaluate(compare(twoThree, NOT_EQUAL, list(integer(3), integer(2))))).isEqualTo(TRUE);
    assertThat(evaluate(compare(twoThree, EQUAL, list(integer(2), integer(3), integer(3))))).isEqualTo(FALSE);
    assertThat(evaluate(compare(EMPTY, EQUAL, EMPTY))).isEqualTo(TRUE);
    assertThat(evaluate(compare(EMPTY, NOT_EQUAL, twoThree))).isEqualTo(TRUE);
    assertThat(evaluate(compare(EMPTY, EQUAL, integer(1)))).isEqualTo(FALSE);
    assertThat(evaluate(compare(integer(2), EQUAL, list(integer(2))))).isEqualTo(TRUE);
    assertThat(evaluate(compare(integer(2), EQUAL, list(list(integer(2)))))).isEqualTo(TRUE);
  }

  @Test
  void an_element_of_another_class_leaves_equality_unknown_unless_another_pair_decides() {
    Literal oneA = list(integer(1), text("a"));
    assertThat(evaluate(compare(oneA, EQUAL, list(integer(1), integer(2))))).isEqualTo(UNKNOWN);
    assertThat(evaluate(compare(oneA, NOT_EQUAL, list(integer(1), integer(2))))).isEqualTo(UNKNOWN);
    assertThat(evaluate(compare(list(text("a"), integer(1)), EQUAL, list(integer(1), integer(2))))).isEqualTo(FALSE);
  }

  @Test
  void contains_asks_for_every_element_of_the_right() {
    Operand projects = user("projects");
    assertThat(evaluate(compare(projects, CONTAINS, text("APOLLO")))).isEqualTo(TRUE);
    assertThat(evaluate(compare(projects, CONTAINS, list(text("gemini"), text("apollo"))))).isEqualTo(TRUE);
    assertThat(evaluate(compare(projects, CONTAINS, list(text("gemini"), text("mercury"))))).isEqualTo(FALSE);
    assertThat(evaluate(compare(projects, NOT_CONTAINS, list(text("gemini"), text("mercury"))))).isEqualTo(TRUE);
    assertThat(evaluate(compare(projects, CONTAINS, EMPTY))).isEqualTo(TRUE);
    assertThat(evaluate(compare(EMPTY, CONTAINS, EMPTY))).isEqualTo(TRUE);
    assertThat(evaluate(compare(EMPTY, CONTAINS, text("a")))).isEqualTo(FALSE);
    assertThat(evaluate(compare(EMPTY, NOT_CONTAINS, text("a")))).isEqualTo(TRUE);
  }

  @Test
  void any_of_asks_for_one_element_of_the_right() {
    Operand projects = user("projects");
    assertThat(evaluate(compare(projects, ANY_OF, list(text("mercury"), text("Gemini"))))).isEqualTo(TRUE);
    assertThat(evaluate(compare(projects, NOT_ANY_OF, list(text("mercury"), text("Gemini"))))).isEqualTo(FALSE);
    assertThat(evaluate(compare(projects, ANY_OF, text("mercury")))).isEqualTo(FALSE);
    assertThat(evaluate(compare(projects, ANY_OF, EMPTY))).isEqualTo(FALSE);
    assertThat(evaluate(compare(EMPTY, ANY_OF, projects))).isEqualTo(FALSE);
    assertThat(evaluate(compare(EMPTY, NOT_ANY_OF, EMPTY))).isEqualTo(TRUE);
  }

  @Test
  void integers_compare_as_mathematical_numbers() {
    assertThat(evaluate(compare(user("big"), GREATER, integer(Long.MAX_VALUE)))).isEqualTo(TRUE);
    assertThat(evaluate(compare(integer(-1), LESS, user("big")))).isEqualTo(TRUE);
    assertThat(evaluate(compare(integer(Long.MIN_VALUE), EQUAL, user("big")))).isEqualTo(FALSE);
    assertThat(evaluate(compare(integer(Long.MIN_VALUE), LESS, integer(-1)))).isEqualTo(TRUE);
    assertThat(evaluate(compare(integer(3), LESS_OR_EQUAL, user("clearance")))).isEqualTo(TRUE);
    assertThat(evaluate(compare(integer(3), GREATER_OR_EQUAL, user("clearance")))).isEqualTo(TRUE);
    assertThat(evaluate(compare(integer(3), LESS, user("clearance")))).isEqualTo(FALSE);
    assertThat(evaluate(compare(integer(3), GREATER, user("clearance")))).isEqualTo(FALSE);
    assertThat(evaluate(compare(user("flag"), EQUAL, integer(1)))).isEqualTo(TRUE);
  }

  @Test
  void order_looks_into_a_list_of_one_and_no_further() {
    assertThat(evaluate(compare(list(integer(1)), LESS, list(integer(2))))).isEqualTo(TRUE);
    assertThat(evaluate(compare(list(list(integer(1))), LESS, integer(2)))).isEqualTo(UNKNOWN);
    assertThat(evaluate(compare(list(integer(1), integer(1)), LESS, integer(2)))).isEqualTo(UNKNOWN);
    assertThat(evaluate(compare(EMPTY, LESS, integer(2)))).isEqualTo(UNKNOWN);
    assertThat(evaluate(compare(sid(USERS), LESS_OR_EQUAL, sid(USERS)))).isEqualTo(UNKNOWN);
  }

  @Test
  void sids_are_equal_or_not() {
    assertThat(evaluate(compare(sid(USERS), EQUAL, sid(USERS)))).isEqualTo(TRUE);
    assertThat(evaluate(compare(sid(USERS), EQUAL, sid(EVERYONE)))).isEqualTo(FALSE);
  }

  @Test
  void strings_fold_ascii_letters_only() {
    assertThat(evaluate(compare(text("AbZ"), EQUAL, text("aBz")))).isEqualTo(TRUE);
    assertThat(evaluate(compare(text("Ä"), EQUAL, text("ä")))).isEqualTo(FALSE);
    assertThat(evaluate(compare(text("\u0141"), EQUAL, text("\u0161")))).as("E6").isEqualTo(FALSE);
    assertThat(evaluate(compare(text("@[`{"), EQUAL, text("`{@[")))).isEqualTo(FALSE);
    assertThat(evaluate(compare(user("code"), EQUAL, text("abc")))).isEqualTo(FALSE);
    assertThat(evaluate(compare(text("Abc"), EQUAL, user("code")))).isEqualTo(TRUE);
    assertThat(evaluate(compare(text("abc"), EQUAL, user("code")))).as("flag on the right").isEqualTo(FALSE);
  }

  @Test
  void strings_order_by_their_little_endian_bytes() {
    assertThat(evaluate(compare(text("a"), LESS, text("ab")))).isEqualTo(TRUE);
    assertThat(evaluate(compare(text(""), LESS, text("a")))).isEqualTo(TRUE);
    assertThat(evaluate(compare(text("\u0100"), LESS, text("\u0001")))).as("00 01 before 01 00").isEqualTo(TRUE);
    assertThat(evaluate(compare(text("\u0201"), GREATER, text("\u0101")))).isEqualTo(TRUE);
    assertThat(evaluate(compare(text("\u0102"), GREATER, text("\u0201")))).isEqualTo(TRUE);
    assertThat(evaluate(compare(text("B"), GREATER, text("a")))).as("folded").isEqualTo(TRUE);
    assertThat(evaluate(compare(user("code"), LESS, text("a")))).as("exact: A before a").isEqualTo(TRUE);
  }

  @Test
  void octets_fold_ascii_letters_and_order_as_unsigned() {
    assertThat(evaluate(compare(octets(0x41), EQUAL, octets(0x61)))).isEqualTo(TRUE);
    assertThat(evaluate(compare(octets(0x41), EQUAL, octets(0x42)))).isEqualTo(FALSE);
    assertThat(evaluate(compare(octets(0x7f), LESS, octets(0x80)))).isEqualTo(TRUE);
    assertThat(evaluate(compare(octets(), LESS, octets(0)))).isEqualTo(TRUE);
    assertThat(evaluate(compare(user("serial"), GREATER, octets(0xde)))).isEqualTo(TRUE);
  }

  @Test
  void results_of_negated_operators_keep_unknown() {
    Literal mixed = list(integer(1), text("a"));
    assertThat(evaluate(compare(integer(1), NOT_CONTAINS, mixed))).isEqualTo(UNKNOWN);
    assertThat(evaluate(compare(integer(2), NOT_ANY_OF, mixed))).isEqualTo(UNKNOWN);
    assertThat(evaluate(compare(integer(1), NOT_ANY_OF, mixed))).isEqualTo(FALSE);
  }
}
