package dev.tokend.monitor.operation.adjust;

import static dev.tokend.monitor.Refusals.refused;
import static dev.tokend.monitor.World.ALICE;
import static dev.tokend.monitor.World.sure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.monitor.World;
import dev.tokend.monitor.operation.adjust.AdjustPrivileges.Entry;
import dev.tokend.monitor.refusal.Need;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.rights.TokenRights;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.IdSeeds;
import dev.tokend.monitor.state.PrivilegeState;
import dev.tokend.monitor.state.Token;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdjustPrivilegesTest {
  private static final String TABLE = "tokens §14.1 row ";
  private static final long PRESENT = 1L << 19 | 1L << 23 | 1L << 29 | 1L << 35 | 1L << 40;
  private static final long ENABLED = 1L << 23 | 1L << 35;

  private final World world = new World();
  private final Handle handle = world.handleOn(world.user(ALICE).privileges(words()).build(World.minted(ALICE)));
  private final Token token = handle.token();

  private static PrivilegeState words() {
    return PrivilegeState.initial(PRESENT, ENABLED).markUsed(1L << 29);
  }

  @Test
  void row_1_refuses_a_handle_without_the_right() {
    Handle weak = world.handleOn(token, TokenRights.ALL_ACCESS & ~TokenRights.ADJUST_PRIVILEGES);
    Refusal refusal =
        refused(world.monitor, TABLE + 1, Errno.EACCES, () -> adjust(weak, 7, List.of()));
    assertThat(refusal.need()).isEqualTo(new Need.TokenRights(TokenRights.ADJUST_PRIVILEGES));
  }

  @Test
  void row_3_refuses_padding_and_a_count_outside_1_to_64() {
    List<Entry> many = new ArrayList<>();
    for (int i = 0; i < 65; i++) {
      many.add(new Entry(i, 0));
    }
    refused(world.monitor, TABLE + 3, Errno.EINVAL, () -> adjust(handle, 1, many.subList(0, 1)));
    refused(world.monitor, TABLE + 3, Errno.EINVAL, () -> adjust(handle, 0, List.of()));
    refused(world.monitor, TABLE + 3, Errno.EINVAL, () -> adjust(handle, 0, many));
    assertThat(sure(() -> adjust(handle, 0, many.subList(0, 64)))).isEqualTo(ENABLED);
    assertThat(token.privileges().enabled()).isZero();
  }

  @Test
  void row_5_refuses_when_modified_id_cannot_grow() {
    World last = new World(new IdSeeds(-5L, 1000));
    Caller alice = last.caller(ALICE);
    Caller edge = last.caller(ALICE);
    assertThat(edge.primary().id()).isEqualTo(-1L);
    assertThat(alice.primary().id()).isEqualTo(-2L);
    Handle self = last.openSelf(edge, TokenRights.ADJUST_PRIVILEGES);
    List<Entry> bad = List.of(new Entry(99, 9));
    Refusal refusal = refused(last.monitor, "tokens §2", Errno.ERANGE, () -> adjust(self, 0, bad));
    assertThat(refusal.reason()).contains("modified_id");
    Handle fine = last.openSelf(alice, TokenRights.ADJUST_PRIVILEGES);
    sure(() -> adjust(fine, 0, List.of(new Entry(23, 0))));
    refused(last.monitor, "tokens §2", Errno.ERANGE, () -> adjust(fine, 0, List.of(new Entry(23, 0))));
  }

  @Test
  void row_6_refuses_a_reset_that_does_not_stand_alone() {
    refused(
        world.monitor,
        TABLE + 6,
        Errno.EINVAL,
        () -> adjust(handle, 0, List.of(new Entry(0, AdjustPrivileges.RESET), new Entry(23, 0))));
    refused(
        world.monitor,
        TABLE + 6,
        Errno.EINVAL,
        () -> adjust(handle, 0, List.of(new Entry(1, AdjustPrivileges.RESET))));
  }

  @Test
  void row_7_refuses_each_bad_entry_and_applies_none_of_the_good_ones() {
    Entry good = new Entry(19, AdjustPrivileges.ENABLE);
    for (Entry bad :
        List.of(
            new Entry(64, 0),
            new Entry(-1, 0),
            new Entry(19, 0),
            new Entry(23, 1),
            new Entry(23, 6),
            new Entry(23, 3),
            new Entry(23, AdjustPrivileges.RESET),
            new Entry(24, AdjustPrivileges.ENABLE))) {
      refused(world.monitor, TABLE + 7, Errno.EINVAL, () -> adjust(handle, 0, List.of(good, bad)));
    }
  }

  @Test
  void row_7_finds_a_privilege_named_twice_with_another_between() {
    List<Entry> entries = List.of(new Entry(23, 0), new Entry(35, 0), new Entry(23, 0));
    Refusal refusal = refused(world.monitor, TABLE + 7, Errno.EINVAL, () -> adjust(handle, 0, entries));
    assertThat(refusal.reason()).contains("twice");
  }

  @Test
  void entries_enable_disable_and_remove_for_good() {
    long previous =
        sure(
            () ->
                adjust(
                    handle,
                    0,
                    List.of(
                        new Entry(19, AdjustPrivileges.ENABLE),
                        new Entry(29, AdjustPrivileges.REMOVE),
                        new Entry(35, AdjustPrivileges.REMOVE),
                        new Entry(23, AdjustPrivileges.DISABLE),
                        new Entry(40, AdjustPrivileges.ENABLE),
                        new Entry(5, AdjustPrivileges.REMOVE),
                        new Entry(6, AdjustPrivileges.DISABLE))));
    assertThat(previous).isEqualTo(ENABLED);
    assertThat(token.privileges())
        .isEqualTo(
            new PrivilegeState(1L << 19 | 1L << 23 | 1L << 40, 1L << 19 | 1L << 40, 1L << 23, 1L << 29));
    assertThat(token.modifiedId()).isEqualTo(token.id() + 1);
    assertThat(token.isAdjusted()).isTrue();
    refused(
        world.monitor,
        TABLE + 7,
        Errno.EINVAL,
        () -> adjust(handle, 0, List.of(new Entry(29, AdjustPrivileges.ENABLE))));
  }

  @Test
  void a_reset_returns_to_the_defaults_that_are_still_present() {
    sure(
        () ->
            adjust(
                handle,
                0,
                List.of(
                    new Entry(23, 0),
                    new Entry(19, AdjustPrivileges.ENABLE),
                    new Entry(35, AdjustPrivileges.REMOVE))));
    sure(() -> adjust(handle, 0, List.of(new Entry(0, AdjustPrivileges.RESET))));
    assertThat(token.privileges().enabled()).isEqualTo(1L << 23);
    assertThat(token.modifiedId()).isEqualTo(token.id() + 2);
  }

  @Test
  void a_call_that_changes_nothing_is_an_adjustment_too() {
    sure(() -> adjust(handle, 0, List.of(new Entry(23, AdjustPrivileges.ENABLE))));
    assertThat(token.privileges()).isEqualTo(words());
    assertThat(token.modifiedId()).isEqualTo(token.id() + 1);
  }

  @Test
  void an_adjustment_shows_at_once_to_every_holder_and_in_the_next_access_check() {
    Caller debugger = world.caller(World.BOB, Privilege.SE_DEBUG);
    assertThat(debugger.primary().subject().privileges()).isEqualTo(1L << 20);
    Handle self = world.openSelf(debugger, TokenRights.ADJUST_PRIVILEGES);
    sure(() -> adjust(self, 0, List.of(new Entry(20, 0))));
    assertThat(debugger.primary().subject().privileges()).isZero();
  }

  private long adjust(Handle on, int padding, List<Entry> entries) throws Refusal {
    return world.monitor.adjustPrivileges(new AdjustPrivileges.Request(on, padding, entries));
  }
}
