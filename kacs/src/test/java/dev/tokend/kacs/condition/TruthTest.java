package dev.tokend.kacs.condition;

import static dev.tokend.kacs.condition.Truth.FALSE;
import static dev.tokend.kacs.condition.Truth.TRUE;
import static dev.tokend.kacs.condition.Truth.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The tables of conditions §4.5. */
class TruthTest {
  private static final Truth[] ORDER = {TRUE, FALSE, UNKNOWN};

  @Test
  void conjunction_is_the_table_of_the_specification() {
    Truth[][] table = {{TRUE, FALSE, UNKNOWN}, {FALSE, FALSE, FALSE}, {UNKNOWN, FALSE, UNKNOWN}};
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        assertThat(ORDER[i].and(ORDER[j])).as("%s && %s", ORDER[i], ORDER[j]).isEqualTo(table[i][j]);
      }
    }
  }

  @Test
  void disjunction_is_the_table_of_the_specification() {
    Truth[][] table = {{TRUE, TRUE, TRUE}, {TRUE, FALSE, UNKNOWN}, {TRUE, UNKNOWN, UNKNOWN}};
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        assertThat(ORDER[i].or(ORDER[j])).as("%s || %s", ORDER[i], ORDER[j]).isEqualTo(table[i][j]);
      }
    }
  }

  @Test
  void negation_exchanges_true_and_false_and_leaves_unknown() {
    assertThat(TRUE.not()).isEqualTo(FALSE);
    assertThat(FALSE.not()).isEqualTo(TRUE);
    assertThat(UNKNOWN.not()).isEqualTo(UNKNOWN);
    assertThat(Truth.of(true)).isEqualTo(TRUE);
    assertThat(Truth.of(false)).isEqualTo(FALSE);
  }
}
