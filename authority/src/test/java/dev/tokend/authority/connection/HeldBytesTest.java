package dev.tokend.authority.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeldBytesTest {
  private static final int LEAST = 5000;

  private final HeldBytes held = new HeldBytes();

  private void fill(int uid) {
    assertThat(held.hasRoom(uid, HeldBytes.MOST_OF_ONE_UID)).isTrue();
    held.add(uid, HeldBytes.MOST_OF_ONE_UID);
  }

  @Test
  void what_one_uid_holds_is_not_taken_from_another() {
    fill(1000);

    assertThat(held.hasRoom(1000, 1)).isFalse();
    assertThat(held.hasRoom(1001, HeldBytes.MOST_OF_ONE_UID)).isTrue();
    held.add(1000, -LEAST);
    assertThat(held.hasRoom(1000, LEAST)).isTrue();
    assertThat(held.hasRoom(1000, LEAST + 1)).isFalse();
  }

  @Test
  void all_users_together_leave_root_its_share() {
    for (int uid = 1; uid <= HeldBytes.MOST / HeldBytes.MOST_OF_ONE_UID; uid++) {
      fill(uid);
    }

    assertThat(held.hasRoom(77, LEAST)).isFalse();
    fill(0);
  }
}
