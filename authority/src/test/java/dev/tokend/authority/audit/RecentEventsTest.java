package dev.tokend.authority.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentEventsTest {
  private final RecentEvents recent = new RecentEvents();

  private void add(int count, String line) {
    for (int i = 0; i < count; i++) {
      recent.add(new RecentEvents.Entry(recent.last() + 1, null, null, false, line));
    }
  }

  @Test
  void gives_what_came_after_a_number_in_its_order() {
    assertThat(recent.after(0)).isEmpty();
    assertThat(recent.first()).isEqualTo(1);
    add(5, "x");
    assertThat(recent.after(0)).extracting(RecentEvents.Entry::number).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(recent.after(3)).extracting(RecentEvents.Entry::number).containsExactly(4L, 5L);
    assertThat(recent.after(5)).isEmpty();
    assertThat(recent.after(99)).isEmpty();
  }

  @Test
  void keeps_so_many_and_so_much() {
    add(RecentEvents.MOST + 3, "x");
    assertThat(recent.after(0)).hasSize(RecentEvents.MOST);
    assertThat(recent.first()).isEqualTo(4);
    add(3, "y".repeat(RecentEvents.MOST_UNITS / 2));
    assertThat(recent.after(0)).hasSize(2);
    assertThat(recent.last()).isEqualTo(RecentEvents.MOST + 6);
  }
}
