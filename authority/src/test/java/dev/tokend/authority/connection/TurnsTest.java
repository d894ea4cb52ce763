package dev.tokend.authority.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** 50 microseconds a turn for each uid, whatever the others do. */
class TurnsTest {
  private static final int ALICE = 1000;
  private static final int BOB = -2;

  private final Turns turns = new Turns();

  @Test
  void a_uid_has_50_microseconds_a_turn_on_all_its_connections_together() {
    assertThat(turns.has(ALICE)).isTrue();
    turns.spend(ALICE, 30_000);
    turns.spend(ALICE, 19_999);
    assertThat(turns.has(ALICE)).isTrue();
    turns.spend(ALICE, 1);
    assertThat(turns.has(ALICE)).isFalse();
    turns.next();
    assertThat(turns.has(ALICE)).isTrue();
  }

  @Test
  void what_one_uid_spends_is_not_taken_from_another() {
    turns.spend(ALICE, Long.MAX_VALUE / 2);
    assertThat(turns.has(BOB)).isTrue();
  }
}
