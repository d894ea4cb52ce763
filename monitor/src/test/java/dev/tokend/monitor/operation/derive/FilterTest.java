package dev.tokend.monitor.operation.derive;

import static dev.tokend.monitor.Refusals.refused;
import static dev.tokend.monitor.World.ALICE;
import static dev.tokend.monitor.World.BOB;
import static dev.tokend.monitor.World.sure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.ElevationType;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.sid.GroupAttributes;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.kacs.token.TokenSpec.Restriction;
import dev.tokend.monitor.Worked;
import dev.tokend.monitor.World;
import dev.tokend.monitor.event.TokenCreated;
import dev.tokend.monitor.operation.adjust.AdjustGroups;
import dev.tokend.monitor.operation.adjust.AdjustPrivileges;
import dev.tokend.monitor.operation.query.PrivilegeCheck;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.rights.TokenRights;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.DefaultSecurity;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.PrivilegeState;
import dev.tokend.monitor.state.Token;
import dev.tokend.monitor.state.TokenBlueprint;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilterTest {
  private static final String TABLE = "tokens §13 row ";
  private static final int WRITE_RESTRICTED = FilterArgument.WRITE_RESTRICTED;

  private final World world = new World();
  private final Caller bob = world.caller(BOB);
  private final Handle tokenB =
      sure(() -> world.monitor.createToken(new CreateToken.Request(world.system(), Worked.spec("B"))));
  private final Handle tokenC =
      sure(() -> world.monitor.createToken(new CreateToken.Request(world.system(), Worked.spec("C"))));

  @Test
  void row_1_refuses_a_handle_without_the_right() {
    Handle weak = world.handleOn(tokenB.token(), TokenRights.ALL_ACCESS & ~TokenRights.DUPLICATE);
    refused(world.monitor, TABLE + 1, Errno.EACCES, () -> filter(bob, weak, argument(0, -1, -1, -1)));
  }

  @Test
  void a_caller_without_a_primary_token_is_refused() {
    Caller gone = world.ended();
    refused(world.monitor, "tokens §1", Errno.EACCES, () -> filter(gone, tokenB, argument(0, 0, 0, 0)));
  }

  @Test
  void row_3_refuses_flags_and_a_payload_past_65536_bytes() {
    refused(world.monitor, TABLE + 3, Errno.EINVAL, () -> filter(bob, tokenB, argument(0, -1, -1, 2)));
    FilterArgument large = new FilterArgument(0, 0, 0, 0, Bytes.of(new byte[65537]));
    refused(world.monitor, TABLE + 3, Errno.EINVAL, () -> filter(bob, tokenB, large));
    FilterArgument full = new FilterArgument(0, 0, 0, 0, Bytes.of(new byte[65536]));
    refused(world.monitor, TABLE + 4, Errno.EINVAL, () -> filter(bob, tokenB, full));
  }

  @Test
  void row_4_refuses_a_payload_that_is_not_exactly_what_was_announced() {
    Bytes worked = payload(List.of(1, 2), List.of(WellKnown.RESTRICTED_CODE, ALICE));
    assertThat(worked.toString())
        .isEqualTo(
            "01000000" + "02000000" + "01010000000000050c000000"
                + "0105000000000005150000000a000000140000001e000000e9030000");
    int[][] counts = {{1, 2}, {3, 2}, {2, 1}, {2, 3}, {0, 0}, {-1, 0}, {0, -1}, {0x4000_0000, 0}};
    for (int[] count : counts) {
      FilterArgument argument = new FilterArgument(0, count[0], count[1], 0, worked);
      refused(world.monitor, TABLE + 4, Errno.EINVAL, () -> filter(bob, tokenB, argument));
    }
    FilterArgument cut =
        new FilterArgument(0, 0, 1, 0, Bytes.of(HexFormat.of().parseHex("01010000000000050c0000")));
    refused(world.monitor, TABLE + 4, Errno.EINVAL, () -> filter(bob, tokenB, cut));
  }

  @Test
  void row_5_wants_one_of_the_restricting_sids_that_are_there_already() {
    for (List<Sid> sids : List.of(List.<Sid>of(), List.of(ALICE))) {
      FilterArgument argument = new FilterArgument(1, 1, sids.size(), 0, payload(List.of(99), sids));
      refused(world.monitor, TABLE + 5, Errno.EINVAL, () -> filter(bob, tokenC, argument));
    }
  }

  @Test
  void row_6_refuses_indices_past_the_groups_and_twice() {
    for (List<Integer> indices : List.of(List.of(7), List.of(-1), List.of(0, 0), List.of(1, 2, 1))) {
      FilterArgument argument = new FilterArgument(0, indices.size(), 0, 0, payload(indices, List.of()));
      refused(world.monitor, TABLE + 6, Errno.EINVAL, () -> filter(bob, tokenB, argument));
    }
  }

  @Test
  void the_copy_loses_what_was_named_and_keeps_the_rest() {
    Token source = tokenB.token();
    Handle adjusted = world.handleOn(source, TokenRights.ALL_ACCESS);
    AdjustGroups.Entry disable = new AdjustGroups.Entry(4, 0);
    sure(() -> world.monitor.adjustGroups(new AdjustGroups.Request(adjusted, 0, List.of(disable))));
    AdjustPrivileges.Entry on = new AdjustPrivileges.Entry(19, 2);
    sure(() -> world.monitor.adjustPrivileges(new AdjustPrivileges.Request(adjusted, 0, List.of(on))));
    TokenBlueprint before = source.blueprint();
    world.events.clear();
    Handle weak = world.handleOn(source, TokenRights.DUPLICATE | TokenRights.QUERY);
    Handle result =
        sure(
            () ->
                filter(
                    bob,
                    weak,
                    new FilterArgument(
                        1L << 19 | 1L << 29 | 1L << 50,
                        3,
                        2,
                        0,
                        payload(List.of(0, 4, 6), List.of(WellKnown.RESTRICTED_CODE, ALICE)))));
    Token copy = result.token();
    assertThat(result.mask()).isEqualTo(weak.mask());
    assertThat(result.kind()).isEqualTo(Handle.Kind.ORDINARY);
    List<SidAndAttributes> groups = copy.groups();
    assertThat(groups).hasSize(7);
    int[] attributes = {0x17, 0x7, 0x7, 0x10, 0x1A, 0x7, 0xC000_0017};
    for (int i = 0; i < attributes.length; i++) {
      assertThat(groups.get(i))
          .isEqualTo(source.groups().get(i).withAttributes(attributes[i]));
    }
    assertThat(copy.groupDefaults()).isEqualTo(before.state().enabledGroups());
    assertThat(copy.privileges())
        .isEqualTo(new PrivilegeState(1L << 23 | 1L << 35, 1L << 23 | 1L << 35, 1L << 23 | 1L << 35, 0));
    assertThat(copy.identity().restriction())
        .isEqualTo(
            new Restriction(
                List.of(
                    new SidAndAttributes(WellKnown.RESTRICTED_CODE, GroupAttributes.ENABLED),
                    new SidAndAttributes(ALICE, GroupAttributes.ENABLED)),
                false,
                false));
    assertThat(copy.blueprint())
        .isEqualTo(
            new TokenBlueprint(
                before.authId(),
                before.identity().filtered(copy.identity().groups(), copy.identity().restriction()),
                before.type(),
                before.level(),
                before.state().enabledGroups(),
                before.state().with(copy.privileges()).with(DefaultSecurity.token(BOB, ALICE))));
    assertThat(copy.modifiedId()).isEqualTo(copy.id());
    assertThat(source.blueprint()).isEqualTo(before);
    assertThat(world.events)
        .singleElement()
        .isInstanceOfSatisfying(
            TokenCreated.class,
            event -> {
              assertThat(event.mode()).isEqualTo(TokenCreated.Mode.FILTER);
              assertThat(event.sourceTokenId()).isEqualTo(source.id());
              assertThat(event.restrictedSids()).containsExactly(WellKnown.RESTRICTED_CODE, ALICE);
            });
  }

  @Test
  void a_restricted_source_keeps_the_entries_that_were_supplied_in_its_own_order() {
    Bytes payload = payload(List.of(), List.of(ALICE, WellKnown.EVERYONE, WellKnown.EVERYONE));
    Token copy = sure(() -> filter(bob, tokenC, new FilterArgument(0, 0, 3, 0, payload))).token();
    assertThat(copy.identity().restriction())
        .isEqualTo(new Restriction(List.of(new SidAndAttributes(WellKnown.EVERYONE, 7)), true, true));
    assertThat(copy.type()).isEqualTo(tokenC.token().type());
    assertThat(copy.level()).isEqualTo(tokenC.token().level());
    assertThat(copy.session()).isSameAs(tokenC.token().session());
  }

  @Test
  void write_restricted_makes_the_user_deny_only_and_stays() {
    Token once = sure(() -> filter(bob, tokenB, argument(0, 0, 0, WRITE_RESTRICTED))).token();
    assertThat(once.identity().restriction()).isEqualTo(new Restriction(List.of(), true, true));
    Handle again = world.handleOn(once, TokenRights.ALL_ACCESS);
    Token twice = sure(() -> filter(bob, again, argument(0, 0, 0, 0))).token();
    assertThat(twice.identity().restriction()).isEqualTo(new Restriction(List.of(), true, true));
  }

  @Test
  void a_deny_only_user_stays_so() {
    Handle denyOnly =
        world.handleOn(
            world.user(ALICE).restriction(new Restriction(List.of(), false, true)).build(World.minted(ALICE)));
    Token copy = sure(() -> filter(bob, denyOnly, argument(0, 0, 0, 0))).token();
    assertThat(copy.identity().restriction()).isEqualTo(new Restriction(List.of(), false, true));
    assertThat(copy.elevation()).isEqualTo(ElevationType.DEFAULT);
  }

  @Test
  void what_was_used_is_forgotten() {
    Caller used = world.caller(ALICE, Privilege.SE_SHUTDOWN);
    sure(() -> world.monitor.privilegeCheck(new PrivilegeCheck.Request(used, List.of(19), 0)));
    Handle handle = world.handleOn(used.primary(), TokenRights.ALL_ACCESS);
    Token copy = sure(() -> filter(bob, handle, argument(0, 0, 0, 0))).token();
    assertThat(copy.privileges()).isEqualTo(PrivilegeState.initial(1L << 19, 1L << 19));
  }

  private static FilterArgument argument(long privileges, int deny, int restrict, int flags) {
    return new FilterArgument(privileges, deny, restrict, flags, Bytes.EMPTY);
  }

  private static Bytes payload(List<Integer> indices, List<Sid> sids) {
    ByteWriter out = new ByteWriter();
    indices.forEach(out::i32);
    sids.forEach(sid -> sid.writeTo(out));
    return Bytes.of(out.toByteArray());
  }

  private Handle filter(Caller caller, Handle handle, FilterArgument argument) throws Refusal {
    return world.monitor.filter(new Filter.Request(caller, handle, argument));
  }
}
