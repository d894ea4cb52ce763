package dev.tokend.authority.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.surface.protocol.TokenChange;
import java.util.List;
import org.junit.jupiter.api.Test;

class UntoldChangesTest {
  private final UntoldChanges untold = new UntoldChanges();

  private void add(int number, int bytes) {
    untold.add(
        new TokenChange(
            number, 0, TokenChange.Kind.ADJUSTED, 0, "adjust_privs", new TokenChange.By.Nobody(),
            bytes == 0 ? null : new byte[bytes]));
  }

  /** Every change is told or counted, in order, by the one that follows. */
  private static void assertComplete(List<TokenChange> told, int changes) {
    long next = 0;
    for (TokenChange change : told) {
      assertThat(change.number()).isEqualTo(next + change.missed());
      next = change.number() + 1;
    }
    assertThat(next).isEqualTo(changes);
  }

  @Test
  void what_fits_is_told_in_order() {
    for (int i = 0; i < UntoldChanges.MOST; i++) {
      add(i, 100);
    }
    List<TokenChange> told = untold.take();
    assertThat(told).hasSize(UntoldChanges.MOST).allMatch(change -> change.missed() == 0);
    assertComplete(told, UntoldChanges.MOST);
    assertThat(untold.isEmpty()).isTrue();
  }

  @Test
  void of_too_many_the_first_are_left_out_and_counted() {
    int changes = 3 * UntoldChanges.MOST + 7;
    for (int i = 0; i < changes; i++) {
      add(i, 0);
    }
    List<TokenChange> told = untold.take();
    assertThat(told).hasSize(UntoldChanges.MOST);
    assertThat(told.getFirst().missed()).isEqualTo(changes - UntoldChanges.MOST);
    assertComplete(told, changes);
  }

  @Test
  void large_tokens_leave_room_for_fewer_and_the_last_one_is_always_told() {
    add(0, 10);
    add(1, UntoldChanges.MOST_BYTES - 2000);
    add(2, 3000);
    add(3, 2 * UntoldChanges.MOST_BYTES);
    List<TokenChange> told = untold.take();
    assertThat(told).hasSize(1);
    assertComplete(told, 4);
  }

  @Test
  void what_was_taken_counts_no_more() {
    for (int round = 0; round < 5; round++) {
      for (int i = 0; i < UntoldChanges.MOST; i++) {
        add(i, 500);
      }
      assertComplete(untold.take(), UntoldChanges.MOST);
    }
  }
}
