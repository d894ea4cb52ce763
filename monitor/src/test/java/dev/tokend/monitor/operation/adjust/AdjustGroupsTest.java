package dev.tokend.monitor.operation.adjust;

import static dev.tokend.monitor.Refusals.refused;
import static dev.tokend.monitor.World.ALICE;
import static dev.tokend.monitor.World.sure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.monitor.Worked;
import dev.tokend.monitor.World;
import dev.tokend.monitor.operation.adjust.AdjustGroups.Entry;
import dev.tokend.monitor.operation.derive.CreateToken;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.rights.TokenRights;
import dev.tokend.monitor.state.GroupStates;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.IdSeeds;
import dev.tokend.monitor.state.Token;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdjustGroupsTest {
  private static final String TABLE = "tokens §14.2 row ";

  private final World world = new World();

  /** Sample token B (formats §9.5): its fifth group is the only one without protection. */
  private final Handle handle =
      sure(() -> world.monitor.createToken(new CreateToken.Request(world.system(), Worked.spec("B"))));

  private final Token token = handle.token();

  @Test
  void row_1_refuses_a_handle_without_the_right() {
    Handle weak = world.handleOn(token, TokenRights.ALL_ACCESS & ~TokenRights.ADJUST_GROUPS);
    refused(world.monitor, TABLE + 1, Errno.EACCES, () -> adjust(weak, 1, List.of()));
  }

  @Test
  void row_3_refuses_padding_and_a_count_outside_1_to_1024() {
    refused(world.monitor, TABLE + 3, Errno.EINVAL, () -> adjust(handle, 1, List.of(new Entry(4, 0))));
    refused(world.monitor, TABLE + 3, Errno.EINVAL, () -> adjust(handle, 0, List.of()));
    refused(
        world.monitor,
        TABLE + 3,
        Errno.EINVAL,
        () -> adjust(handle, 0, Collections.nCopies(1025, new Entry(4, 0))));
    refused(
        world.monitor,
        TABLE + 7,
        Errno.EINVAL,
        () -> adjust(handle, 0, Collections.nCopies(1024, new Entry(4, 0))));
  }

  @Test
  void row_5_refuses_when_modified_id_cannot_grow() {
    World last = new World(new IdSeeds(-4L, 1000));
    Handle self = last.openSelf(last.caller(ALICE), TokenRights.ADJUST_GROUPS);
    assertThat(self.token().modifiedId()).isEqualTo(-1L);
    refused(last.monitor, "tokens §2", Errno.ERANGE, () -> adjust(self, 0, List.of(new Entry(99, 9))));
  }

  @Test
  void row_6_refuses_a_reset_that_does_not_stand_alone() {
    Entry reset = new Entry(AdjustGroups.RESET, 0);
    refused(world.monitor, TABLE + 6, Errno.EINVAL, () -> adjust(handle, 0, List.of(reset, new Entry(4, 0))));
    refused(
        world.monitor,
        TABLE + 6,
        Errno.EINVAL,
        () -> adjust(handle, 0, List.of(new Entry(AdjustGroups.RESET, 1))));
  }

  /** The table of single-entry requests in formats §11.2, and what else row 7 names. */
  @Test
  void row_7_refuses_each_bad_entry_and_applies_none_of_the_good_ones() {
    for (Entry bad :
        List.of(
            new Entry(0, 0),
            new Entry(0, 1),
            new Entry(3, 0),
            new Entry(3, 1),
            new Entry(6, 0),
            new Entry(6, 1),
            new Entry(7, 0),
            new Entry(-2, 0),
            new Entry(1, 2))) {
      refused(world.monitor, TABLE + 7, Errno.EINVAL, () -> adjust(handle, 0, List.of(bad)));
      refused(world.monitor, TABLE + 7, Errno.EINVAL, () -> adjust(handle, 0, List.of(new Entry(4, 0), bad)));
    }
    refused(world.monitor, TABLE + 7, Errno.EINVAL, () -> adjust(handle, 0, List.of(new Entry(4, 2))));
    refused(
        world.monitor,
        TABLE + 7,
        Errno.EINVAL,
        () -> adjust(handle, 0, List.of(new Entry(4, 0), new Entry(4, 1))));
    refused(
        world.monitor,
        TABLE + 7,
        Errno.EINVAL,
        () -> adjust(handle, 0, List.of(new Entry(4, 0), new Entry(AdjustGroups.RESET, 0))));
  }

  @Test
  void row_7_protects_the_users_own_sid_in_both_directions() {
    for (int attributes : new int[] {0x4, 0x0}) {
      Handle own =
          world.handleOn(
              world.user(ALICE).groups(List.of(new SidAndAttributes(ALICE, attributes))).build(World.minted(ALICE)));
      for (int enable = 0; enable < 2; enable++) {
        Entry entry = new Entry(0, enable);
        Refusal refusal = refused(world.monitor, TABLE + 7, Errno.EINVAL, () -> adjust(own, 0, List.of(entry)));
        assertThat(refusal.check()).contains("protected group");
      }
    }
  }

  @Test
  void one_logon_bit_alone_protects_nothing() {
    Handle own =
        world.handleOn(
            world
                .user(ALICE)
                .groups(List.of(new SidAndAttributes(World.TEAM, 0x4000_0004)))
                .build(World.minted(ALICE)));
    sure(() -> adjust(own, 0, List.of(new Entry(0, 0))));
    assertThat(own.token().groups().getFirst().attributes()).isEqualTo(0x4000_0000);
  }

  @Test
  void an_entry_changes_the_enabled_bit_and_returns_all_states_before() {
    GroupStates before = sure(() -> adjust(handle, 0, List.of(new Entry(4, 0))));
    long[] words = new long[16];
    words[0] = 0x77;
    assertThat(before.toWireWords()).isEqualTo(words);
    assertThat(token.groups().get(4).attributes()).isEqualTo(0x0A);
    assertThat(token.modifiedId()).isEqualTo(token.id() + 1);
    sure(() -> adjust(handle, 0, List.of(new Entry(4, 1))));
    assertThat(token.groups().get(4).attributes()).isEqualTo(0x0E);
  }

  @Test
  void a_reset_returns_every_group_to_its_default() {
    sure(() -> adjust(handle, 0, List.of(new Entry(4, 0))));
    sure(() -> adjust(handle, 0, List.of(new Entry(AdjustGroups.RESET, 0))));
    assertThat(token.state().enabledGroups()).isEqualTo(token.groupDefaults());
    assertThat(token.groups().get(3).attributes()).isEqualTo(0x10);
    assertThat(token.modifiedId()).isEqualTo(token.id() + 2);
  }

  /** The last row of formats §11.2 but for the protected groups, which no adjustment can have turned off. */
  @Test
  void states_reach_past_the_first_word() {
    List<SidAndAttributes> groups = new ArrayList<>();
    for (int i = 0; i < 131; i++) {
      boolean on = i == 0 || i == 63 || i == 64 || i == 130;
      groups.add(new SidAndAttributes(Sid.of(5, 21, 1, 2, 3, 5000 + i), on ? 0x4 : 0));
    }
    Handle wide = world.handleOn(world.user(ALICE).groups(groups).build(World.minted(ALICE)));
    GroupStates before = sure(() -> adjust(wide, 0, List.of(new Entry(130, 0), new Entry(129, 1))));
    long[] words = new long[16];
    words[0] = 0x8000_0000_0000_0001L;
    words[1] = 1;
    words[2] = 4;
    assertThat(before.toWireWords()).isEqualTo(words);
    assertThat(wide.token().state().enabledGroups().toWireWords()[2]).isEqualTo(2);
  }

  private GroupStates adjust(Handle on, int padding, List<Entry> entries) throws Refusal {
    return world.monitor.adjustGroups(new AdjustGroups.Request(on, padding, entries));
  }
}
