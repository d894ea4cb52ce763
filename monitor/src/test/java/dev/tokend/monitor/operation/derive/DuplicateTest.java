package dev.tokend.monitor.operation.derive;

import static dev.tokend.monitor.Refusals.refused;
import static dev.tokend.monitor.World.ALICE;
import static dev.tokend.monitor.World.BOB;
import static dev.tokend.monitor.World.sure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.catalog.ElevationType;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.sd.AccessMask;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.monitor.Worked;
import dev.tokend.monitor.World;
import dev.tokend.monitor.event.TokenCreated;
import dev.tokend.monitor.operation.adjust.AdjustGroups;
import dev.tokend.monitor.operation.adjust.AdjustPrivileges;
import dev.tokend.monitor.operation.query.PrivilegeCheck;
import dev.tokend.monitor.operation.session.InvalidateSession;
import dev.tokend.monitor.refusal.Need;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.rights.TokenRights;
import dev.tokend.monitor.state.BuiltIns;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.DefaultSecurity;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.IdSeeds;
import dev.tokend.monitor.state.Token;
import dev.tokend.monitor.state.TokenBlueprint;
import java.util.List;
import org.junit.jupiter.api.Test;

class DuplicateTest {
  private static final String TABLE = "tokens §12 row ";
  private static final int QUERY = TokenRights.QUERY;
  private static final int MAX = AccessMask.MAXIMUM_ALLOWED;
  private static final int PRIMARY = 1;
  private static final int IMPERSONATION = 2;

  private final World world = new World();
  private final Caller alice = world.caller(ALICE);
  private final Handle source = world.handleOn(world.userToken(ALICE));

  @Test
  void row_1_refuses_a_handle_without_the_right() {
    Handle weak = world.handleOn(source.token(), TokenRights.ALL_ACCESS & ~TokenRights.DUPLICATE);
    Caller gone = world.ended();
    Refusal refusal =
        refused(world.monitor, TABLE + 1, Errno.EACCES, () -> duplicate(gone, weak, 0, 9, 9));
    assertThat(refusal.need()).isEqualTo(new Need.TokenRights(TokenRights.DUPLICATE));
  }

  @Test
  void row_3_refuses_a_caller_without_tokens() {
    Caller gone = world.ended();
    refused(world.monitor, TABLE + 3, Errno.EACCES, () -> duplicate(gone, source, 0, 9, 9));
  }

  @Test
  void row_4_checks_type_and_level_even_where_the_level_does_not_matter() {
    int[][] shapes = {{0, 0}, {3, 0}, {-1, 0}, {PRIMARY, 4}, {PRIMARY, -1}, {IMPERSONATION, 4}};
    for (int[] shape : shapes) {
      refused(
          world.monitor, TABLE + 4, Errno.EINVAL, () -> duplicate(alice, source, 0, shape[0], shape[1]));
    }
  }

  @Test
  void row_5_never_raises_the_level_of_an_impersonation_token() {
    for (ImpersonationLevel from : ImpersonationLevel.values()) {
      Handle client = world.handleOn(world.user(ALICE).impersonation(from).build(World.minted(ALICE)));
      for (ImpersonationLevel to : ImpersonationLevel.values()) {
        if (to.value() > from.value()) {
          refused(
              world.monitor,
              TABLE + 5,
              Errno.EINVAL,
              () -> duplicate(alice, client, 0, IMPERSONATION, to.value()));
        } else {
          Token copy = sure(() -> duplicate(alice, client, MAX, IMPERSONATION, to.value())).token();
          assertThat(copy.level()).isEqualTo(to);
        }
      }
      assertThat(sure(() -> duplicate(alice, client, MAX, PRIMARY, 3)).token().level())
          .isEqualTo(ImpersonationLevel.ANONYMOUS);
    }
  }

  @Test
  void row_6_refuses_the_mask() {
    for (int mask : new int[] {0, 0x200, AccessMask.SYNCHRONIZE}) {
      refused(world.monitor, TABLE + 6, Errno.EINVAL, () -> duplicate(alice, source, mask, PRIMARY, 0));
    }
  }

  @Test
  void row_7_checks_the_copys_descriptor_with_the_effective_token_and_discards_the_copy() {
    Refusal refusal =
        refused(
            world.monitor,
            TABLE + 7,
            Errno.EACCES,
            () -> duplicate(alice, source, QUERY | TokenRights.IMPERSONATE, PRIMARY, 0));
    assertThat(refusal.need()).isEqualTo(new Need.TokenRights(TokenRights.IMPERSONATE));
    // The creator entry names the primary user, the subject is the impersonated one.
    Caller bob = world.caller(world.userToken(BOB, Privilege.SE_IMPERSONATE));
    sure(() -> duplicate(bob, source, TokenRights.DUPLICATE, PRIMARY, 0));
    world.impersonating(
        bob,
        world
            .user(WellKnown.LOCAL_SERVICE)
            .impersonation(ImpersonationLevel.IMPERSONATION)
            .build(World.minted(ALICE)));
    refused(
        world.monitor,
        TABLE + 7,
        Errno.EACCES,
        () -> duplicate(bob, source, TokenRights.DUPLICATE, PRIMARY, 0));
  }

  @Test
  void a_caller_of_a_dead_session_cannot_secure_the_handle_but_a_token_of_one_can_be_copied() {
    Caller admin = world.system();
    Caller dying = world.caller(world.user(ALICE, world.otherSession.id()).build(World.minted(ALICE)));
    Handle dead = world.handleOn(dying.primary(), TokenRights.ALL_ACCESS);
    sure(() -> world.monitor.invalidateSession(new InvalidateSession.Request(admin, world.otherSession.id())));
    refused(world.monitor, TABLE + 7, Errno.EACCES, () -> duplicate(dying, source, QUERY, PRIMARY, 0));
    sure(() -> duplicate(alice, dead, QUERY, PRIMARY, 0));
  }

  @Test
  void no_token_id_left() {
    World last = new World(new IdSeeds(-4L, 1000));
    Caller edge = last.ownCaller(ALICE);
    assertThat(edge.primary().id()).isEqualTo(-1L);
    Handle self = last.openSelf(edge, TokenRights.DUPLICATE);
    refused(
        last.monitor,
        "tokens §2",
        Errno.ERANGE,
        () -> last.monitor.duplicate(new Duplicate.Request(edge, self, QUERY, PRIMARY, 0)));
  }

  @Test
  void the_copy_keeps_everything_but_what_the_table_names() {
    Caller minter = world.system();
    for (String sample : List.of("B", "C")) {
      Handle handle =
          sure(() -> world.monitor.createToken(new CreateToken.Request(minter, Worked.spec(sample))));
      Token original = handle.token();
      AdjustPrivileges.Entry off = new AdjustPrivileges.Entry(23, 0);
      sure(() -> world.monitor.adjustPrivileges(new AdjustPrivileges.Request(handle, 0, List.of(off))));
      if (sample.equals("B")) {
        AdjustGroups.Entry disable = new AdjustGroups.Entry(4, 0);
        sure(() -> world.monitor.adjustGroups(new AdjustGroups.Request(handle, 0, List.of(disable))));
      }
      TokenBlueprint before = original.blueprint();
      world.events.clear();
      Handle result = sure(() -> duplicate(minter, handle, MAX, IMPERSONATION, 2));
      Token copy = result.token();
      assertThat(copy.id()).isGreaterThan(original.id());
      assertThat(copy.modifiedId()).isEqualTo(copy.id());
      assertThat(copy.session()).isSameAs(original.session());
      assertThat(copy.blueprint())
          .isEqualTo(
              new TokenBlueprint(
                  before.authId(),
                  before.identity(),
                  TokenType.IMPERSONATION,
                  ImpersonationLevel.IMPERSONATION,
                  before.state().enabledGroups(),
                  before.state().with(DefaultSecurity.token(WellKnown.SYSTEM, ALICE))));
      assertThat(copy.identity()).isSameAs(original.identity());
      // SYSTEM holds SeSecurityPrivilege.
      assertThat(result.mask()).isEqualTo(TokenRights.ALL_ACCESS | AccessMask.ACCESS_SYSTEM_SECURITY);
      assertThat(original.blueprint()).isEqualTo(before);
      assertThat(world.events)
          .singleElement()
          .isInstanceOfSatisfying(
              TokenCreated.class,
              event -> {
                assertThat(event.mode()).isEqualTo(TokenCreated.Mode.DUPLICATE);
                assertThat(event.tokenId()).isEqualTo(copy.id());
                assertThat(event.sourceTokenId()).isEqualTo(original.id());
              });
    }
  }

  @Test
  void used_privileges_are_copied_and_a_role_in_a_pair_is_not() {
    Caller used = world.caller(world.userToken(ALICE, Privilege.SE_SHUTDOWN));
    sure(() -> world.monitor.privilegeCheck(new PrivilegeCheck.Request(used, List.of(19), 0)));
    Handle full = world.handleOn(used.primary(), TokenRights.ALL_ACCESS);
    Handle limited = world.handleOn(world.userToken(ALICE));
    Caller tcb = world.system();
    sure(
        () ->
            world.monitor.link(
                new Link.Request(
                    tcb,
                    null,
                    new LinkArgument.TokenHandle(full),
                    new LinkArgument.TokenHandle(limited),
                    world.session.id())));
    Token copy = sure(() -> duplicate(tcb, full, QUERY, PRIMARY, 0)).token();
    assertThat(full.token().elevation()).isEqualTo(ElevationType.FULL);
    assertThat(copy.elevation()).isEqualTo(ElevationType.DEFAULT);
    assertThat(copy.privileges().used()).isEqualTo(1L << 19);
  }

  @Test
  void anonymous_impersonation_gives_a_fresh_anonymous_token_from_any_source() {
    for (Handle from :
        List.of(
            source,
            world.handleOn(
                world.user(ALICE).impersonation(ImpersonationLevel.DELEGATION).build(World.minted(ALICE))))) {
      world.events.clear();
      Caller creator = world.system();
      Token copy = sure(() -> duplicate(creator, from, MAX, IMPERSONATION, 0)).token();
      assertThat(copy).isNotSameAs(world.monitor.anonymous());
      assertThat(copy.blueprint())
          .isEqualTo(BuiltIns.anonymous().with(DefaultSecurity.token(WellKnown.SYSTEM, WellKnown.ANONYMOUS)));
      assertThat(copy.session().id()).isEqualTo(998);
      assertThat(copy.modifiedId()).isEqualTo(copy.id());
    }
    Token primary = sure(() -> duplicate(alice, source, MAX, PRIMARY, 0)).token();
    assertThat(primary.user()).isEqualTo(ALICE);
  }

  @Test
  void a_user_gets_at_most_reading_its_descriptor_and_adjusting_on_a_copy_of_its_own() {
    assertThat(sure(() -> duplicate(alice, source, MAX, PRIMARY, 0)).mask()).isEqualTo(0x0002_00E8);
  }

  @Test
  void what_the_token_cannot_do_does_not_stop_its_copy() {
    Handle identification =
        world.handleOn(
            world.user(ALICE).impersonation(ImpersonationLevel.IDENTIFICATION).build(World.minted(ALICE)));
    Token copy = sure(() -> duplicate(alice, identification, QUERY, PRIMARY, 1)).token();
    assertThat(copy.type()).isEqualTo(TokenType.PRIMARY);
  }

  private Handle duplicate(Caller caller, Handle handle, int mask, int type, int level) throws Refusal {
    return world.monitor.duplicate(new Duplicate.Request(caller, handle, mask, type, level));
  }
}
