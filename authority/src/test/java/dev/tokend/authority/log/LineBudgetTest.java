package dev.tokend.authority.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineBudgetTest {
  private final LineBudget budget = new LineBudget();

  @Test
  void a_uid_may_write_120_lines_a_minute() {
    for (int left = 119; left >= 0; left--) {
      assertThat(budget.spend(1000, 6000)).isEqualTo(left);
    }
    assertThat(budget.spend(1000, 6059)).isNegative();
  }

  @Test
  void each_uid_has_its_own() {
    for (int i = 0; i < 500; i++) {
      budget.spend(1000, 6000);
    }
    assertThat(budget.spend(1001, 6000)).isEqualTo(119);
    assertThat(budget.spend(-2, 6000)).isEqualTo(119);
  }

  @Test
  void the_next_minute_is_another_one() {
    for (int i = 0; i < 500; i++) {
      budget.spend(1000, 6059);
    }
    assertThat(budget.spend(1000, 6060)).isEqualTo(119);
  }

  @Test
  void so_is_an_earlier_one_when_the_clock_is_set() {
    for (int i = 0; i < 500; i++) {
      budget.spend(1000, 6060);
    }
    assertThat(budget.spend(1000, 5999)).isEqualTo(119);
  }
}
