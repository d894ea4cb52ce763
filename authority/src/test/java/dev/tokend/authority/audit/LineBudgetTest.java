package dev.tokend.authority.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.authority.audit.LineBudget.Kind;
import dev.tokend.authority.audit.LineBudget.LeftOut;
import org.junit.jupiter.api.Test;

class LineBudgetTest {
  private static final Kind REFUSED = new Kind(1000, "refused", "open_process");
  private final LineBudget budget = new LineBudget();

  private int spend(Kind kind, int times) {
    int passed = 0;
    for (int i = 0; i < times; i++) {
      passed += budget.spend(kind) ? 1 : 0;
    }
    return passed;
  }

  @Test
  void a_kind_has_100_lines_a_minute_and_the_rest_is_summed_up_once() {
    assertThat(budget.begin(60)).isEmpty();
    assertThat(spend(REFUSED, 250)).isEqualTo(100);
    assertThat(budget.secondsToTell(61)).isEqualTo(59);
    assertThat(budget.begin(119)).isEmpty();
    assertThat(budget.begin(120)).containsExactly(new LeftOut(REFUSED, 150));
    assertThat(budget.begin(180)).isEmpty();
    assertThat(budget.secondsToTell(181)).isEqualTo(-1);
    assertThat(spend(REFUSED, 1)).isEqualTo(1);
  }

  @Test
  void one_kind_takes_nothing_from_another_nor_one_account_from_another() {
    spend(REFUSED, 5000);
    assertThat(spend(new Kind(1000, "refused", "install"), 1)).isEqualTo(1);
    assertThat(spend(new Kind(1001, "refused", "open_process"), 1)).isEqualTo(1);
  }

  @Test
  void an_account_has_300_lines_of_all_kinds() {
    int passed = 0;
    for (int i = 0; i < 20; i++) {
      passed += spend(new Kind(1000, "event" + i, ""), 50);
    }
    assertThat(passed).isEqualTo(300);
    assertThat(spend(new Kind(1001, "event0", ""), 1)).isEqualTo(1);
    long left = 0;
    for (LeftOut sum : budget.begin(1_000_000)) {
      left += sum.count();
    }
    assertThat(left).isEqualTo(700);
  }

  @Test
  void what_is_told_apart_has_a_bound() {
    int passed = 0;
    for (int uid = 0; uid < 100_000; uid++) {
      passed += spend(new Kind(uid, "refused", ""), 1);
    }
    assertThat(passed).isEqualTo(4096 + 100);
    assertThat(budget.begin(1_000_000)).hasSize(1);
  }
}
