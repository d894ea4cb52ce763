package dev.tokend.monitor.state;

import static dev.tokend.monitor.World.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.monitor.World;
import dev.tokend.monitor.operation.open.OpenPeer;
import dev.tokend.monitor.operation.open.PeerEvidence;
import dev.tokend.monitor.operation.query.Query;
import dev.tokend.monitor.rights.TokenRights;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StateValuesTest {
  private final World world = new World();

  @Test
  void group_states_are_a_bit_set() {
    long seed = new SplittableRandom().nextLong();
    SplittableRandom random = new SplittableRandom(seed);
    GroupStates states = GroupStates.NONE;
    BitSet expected = new BitSet();
    for (int step = 0; step < 2000; step++) {
      int index = random.nextInt(1024);
      boolean value = random.nextBoolean();
      GroupStates before = states;
      boolean old = before.get(index);
      states = states.with(index, value);
      expected.set(index, value);
      assertThat(before.get(index)).as("seed " + seed).isEqualTo(old);
    }
    for (int i = 0; i < 1024; i++) {
      assertThat(states.get(i)).as("seed " + seed).isEqualTo(expected.get(i));
    }
    long[] words = new long[16];
    long[] set = expected.toLongArray();
    System.arraycopy(set, 0, words, 0, set.length);
    assertThat(states.toWireWords()).as("seed " + seed).isEqualTo(words);
  }

  @Test
  void states_that_say_the_same_are_equal_whatever_their_history() {
    GroupStates once = GroupStates.NONE.with(3, true);
    GroupStates again = GroupStates.NONE.with(900, true).with(3, true).with(900, false);
    assertThat(again).isEqualTo(once).hasSameHashCodeAs(once).hasToString("{3}");
    assertThat(once.get(1023)).isFalse();
  }

  @Test
  void a_group_list_keeps_everything_but_the_enabled_bit() {
    List<SidAndAttributes> groups =
        List.of(new SidAndAttributes(ALICE, 0xFFFF_FFFF), new SidAndAttributes(World.TEAM, 0x0800_0000));
    GroupList list = GroupList.of(groups);
    assertThat(list.with(GroupList.enabledOf(groups))).isEqualTo(groups);
    assertThat(list.fixedAttributes(0)).isEqualTo(0xFFFF_FFFB);
    assertThat(list.denyOnly(GroupStates.NONE)).isSameAs(list);
    assertThat(list.denyOnly(GroupStates.NONE.with(1, true)).fixedAttributes(1)).isEqualTo(0x0800_0010);
  }

  @Test
  void a_token_has_at_most_1024_groups() {
    List<SidAndAttributes> groups = new ArrayList<>();
    for (int i = 0; i < 1025; i++) {
      groups.add(new SidAndAttributes(Sid.of(5, 21, i), 7));
    }
    assertThat(GroupList.of(groups.subList(0, 1024)).size()).isEqualTo(1024);
    assertThatIllegalArgumentException().isThrownBy(() -> GroupList.of(groups));
  }

  @Test
  void a_blueprint_that_contradicts_itself_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> world.userToken(ALICE).as(TokenType.PRIMARY, ImpersonationLevel.DELEGATION));
    for (TokenDefaults defaults :
        List.of(
            new TokenDefaults(1, 0, null),
            new TokenDefaults(6, 0, null),
            new TokenDefaults(-1, 0, null),
            new TokenDefaults(0, 6, null),
            new TokenDefaults(0, -1, null))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> world.user(ALICE).defaults(defaults).build(World.minted(ALICE)));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> new PrivilegeState(1, 3, 0, 0));
  }

  @Test
  void id_counters_hand_out_each_id_once_up_to_the_last() {
    IdCounter counter = new IdCounter(-2, -1);
    assertThat(counter.take()).isEqualTo(-2);
    assertThat(counter.isExhausted()).isFalse();
    assertThat(counter.take()).isEqualTo(-1);
    assertThat(counter.isExhausted()).isTrue();
    assertThatIllegalStateException().isThrownBy(counter::take);
    IdCounter single = new IdCounter(7, 7);
    assertThat(single.take()).isEqualTo(7);
    assertThatIllegalStateException().isThrownBy(single::take);
    assertThat(new IdCounter(-1, Long.MAX_VALUE).isExhausted()).isTrue();
    assertThatIllegalArgumentException().isThrownBy(() -> new IdSeeds(999, 1000));
    assertThatIllegalArgumentException().isThrownBy(() -> new IdSeeds(1000, 999));
  }

  @Test
  void a_closed_handle_is_a_defect_of_the_embedder() {
    Handle handle = world.openSelf(world.caller(ALICE), TokenRights.QUERY);
    world.monitor.close(handle);
    assertThatIllegalStateException().isThrownBy(() -> world.monitor.query(new Query.Request(handle, 1, 0)));
  }

  @Test
  void a_token_that_has_ended_gets_no_new_holder() {
    HeldToken kept = World.sure(() -> world.monitor.keep(world.userToken(ALICE)));
    world.monitor.letGo(kept);
    assertThat(kept.isHeld()).isFalse();
    assertThatIllegalStateException().isThrownBy(() -> world.monitor.keep(kept.token()));
    assertThatIllegalStateException()
        .isThrownBy(() -> world.monitor.openPeer(new OpenPeer.Request(new PeerEvidence.Captured(kept))));
  }

  @Test
  void a_subject_is_kept_until_something_in_the_token_changes() {
    Token token = world.caller(ALICE).primary();
    assertThat(token.subject()).isSameAs(token.subject());
    var before = token.subject();
    token.replace(token.state().with(token.privileges().markUsed(1)));
    assertThat(token.subject()).isSameAs(before);
    token.replace(token.state().with(token.state().enabledGroups().with(3, false)));
    assertThat(token.subject()).isNotSameAs(before);
    assertThat(token.subject().groups()).isEqualTo(token.groups());
    var alive = token.subject();
    token.session().setDead(true);
    assertThat(token.subject()).isNotSameAs(alive);
    assertThat(token.subject()).isSameAs(token.subject());
  }
}
