package dev.tokend.monitor.state;

import static dev.tokend.monitor.World.ALICE;
import static dev.tokend.monitor.World.BOB;
import static dev.tokend.monitor.World.sure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.monitor.World;
import dev.tokend.monitor.operation.adjust.AdjustDefault;
import dev.tokend.monitor.operation.adjust.DaclArgument;
import dev.tokend.monitor.refusal.Refusal;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nobody can fill the monitor with tokens. */
class TokenDataTest {
  private static final int MANY = 1000;

  private final World world = new World();
  private final Deque<HeldToken> held = new ArrayDeque<>();

  /** A token with so many restricting SIDs of 28 bytes each. */
  private TokenBlueprint restricted(Sid user, int count) {
    Sid[] sids = new Sid[count];
    for (int i = 0; i < count; i++) {
      sids[i] = Sid.of("S-1-5-21-1-2-3-" + i);
    }
    return world.user(user).restriction(World.restrictedTo(sids)).build(World.minted(user));
  }

  private Refusal keepUntilRefused(TokenBlueprint token, int most) {
    Refusal refusal = null;
    for (int i = 0; i < most && refusal == null; i++) {
      refusal = catchThrowableOfType(Refusal.class, () -> held.add(world.monitor.keep(token)));
    }
    return refusal;
  }

  @Test
  void a_users_tokens_hold_eight_mebibytes_and_no_more() {
    Refusal refusal = keepUntilRefused(restricted(ALICE, MANY), 1000);

    assertThat(refusal.errno()).isEqualTo(Errno.ENOMEM);
    assertThat(held.size()).isBetween(8 * 1024 * 1024 / (28 * MANY) - 5, 8 * 1024 * 1024 / (28 * MANY));
    assertThat(keepUntilRefused(restricted(BOB, MANY), 10)).as("another user's do not mind").isNull();
    assertThat(keepUntilRefused(restricted(WellKnown.SYSTEM, MANY), 1000)).as("nor do SYSTEM's").isNull();
  }

  @Test
  void a_user_has_so_many_tokens_and_no_more_however_little_they_hold() {
    TokenBlueprint small = restricted(ALICE, 0);
    Refusal refusal = keepUntilRefused(small, TokenData.MOST_TOKENS_OF_ONE_USER + 1);

    assertThat(refusal.errno()).isEqualTo(Errno.EMFILE);
    assertThat(refusal.getMessage()).contains("32768 tokens of this user");
    assertThat(keepUntilRefused(restricted(BOB, 0), 10)).as("another user's do not mind").isNull();
    world.monitor.letGo(held.remove());
    assertThat(keepUntilRefused(small, 1)).isNull();
    assertThat(keepUntilRefused(small, 1)).isNotNull();
  }

  @Test
  void what_ends_makes_room() {
    assertThat(keepUntilRefused(restricted(ALICE, MANY), 1000)).isNotNull();
    for (int i = 0; i < 1000; i++) {
      world.monitor.letGo(held.remove());
      assertThat(keepUntilRefused(restricted(ALICE, MANY), 1)).isNull();
    }
    assertThat(keepUntilRefused(restricted(ALICE, MANY), 1)).isNotNull();
  }

  @Test
  void adjusting_counts_too_and_replaces_what_was_counted() {
    Acl large = Acl.of(Collections.nCopies(2000, Ace.allow(1, WellKnown.EVERYONE)));
    Acl lessLarge = Acl.of(Collections.nCopies(1900, Ace.allow(1, WellKnown.EVERYONE)));
    Acl small = Acl.of(List.of(Ace.allow(1, WellKnown.EVERYONE)));
    Handle handle = world.handleOn(world.userToken(ALICE));
    for (int i = 0; i < 1000; i++) {
      sure(() -> adjust(handle, large));
    }
    assertThat(keepUntilRefused(restricted(ALICE, MANY), 1000)).isNotNull();
    assertThat(keepUntilRefused(restricted(ALICE, 1), 10_000)).isNotNull();

    sure(() -> adjust(handle, small));
    Handle other = world.handleOn(world.userToken(ALICE));
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> adjust(other, lessLarge));
    assertThat(refusal).as("what was given up is room for others").isNull();
    refusal = catchThrowableOfType(Refusal.class, () -> adjust(handle, large));
    assertThat(refusal.errno()).isEqualTo(Errno.ENOMEM);
    assertThat(handle.token().state().defaults().dacl()).isEqualTo(small);
  }

  private Handle adjust(Handle handle, Acl dacl) throws Refusal {
    world.monitor.adjustDefault(
        new AdjustDefault.Request(
            handle,
            new DaclArgument.Replace(Bytes.of(dacl.toByteArray())),
            AdjustDefault.LEAVE,
            AdjustDefault.LEAVE));
    return handle;
  }

  @Test
  void all_users_together_leave_room_for_ordinary_tokens() {
    Refusal refusal = null;
    int users = 0;
    while (refusal == null || refusal.getMessage().contains("this user")) {
      refusal = keepUntilRefused(restricted(Sid.of("S-1-5-21-9-9-9-" + users), MANY), 1000);
      users++;
    }
    assertThat(users).isEqualTo(9);
    assertThat(refusal.errno()).isEqualTo(Errno.ENOMEM);
    assertThat(keepUntilRefused(restricted(BOB, MANY), 1)).isNotNull();
    assertThat(keepUntilRefused(restricted(BOB, 100), 100)).isNull();
  }
}
