package dev.tokend.authority.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** 25 microseconds a turn for each uid, whatever the others do. */
class TurnsTest {
  private static final int ALICE = 1000;
  private static final int BOB = -2;

  private final Turns turns = new Turns();

  @Test
  void a_uid_has_25_microseconds_a_turn_on_all_its_connections_together() {
    Turns.Share one = turns.join(ALICE);
    Turns.Share other = turns.join(ALICE);
    one.spend(15_000);
    other.spend(9_999);
    assertThat(one.isLeft()).isTrue();
    one.spend(1);
    assertThat(other.isLeft()).isFalse();
    turns.next();
    assertThat(one.isLeft()).isTrue();
  }

  @Test
  void what_one_uid_spends_is_not_taken_from_another() {
    turns.join(ALICE).spend(Long.MAX_VALUE / 2);
    assertThat(turns.join(BOB).isLeft()).isTrue();
  }

  @Test
  void who_connects_anew_has_no_more_of_the_turn() {
    Turns.Share share = turns.join(ALICE);
    share.spend(1_000_000);
    turns.leave(share);
    assertThat(turns.join(ALICE).isLeft()).isFalse();
  }

  @Test
  void a_uid_that_has_left_has_a_new_share_in_the_next_turn() {
    Turns.Share share = turns.join(ALICE);
    share.spend(1_000_000);
    turns.leave(share);
    turns.next();
    assertThat(turns.join(ALICE)).isNotSameAs(share);
  }
}
