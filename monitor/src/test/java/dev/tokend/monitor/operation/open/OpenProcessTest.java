package dev.tokend.monitor.operation.open;

import static dev.tokend.monitor.Refusals.refused;
import static dev.tokend.monitor.World.ALICE;
import static dev.tokend.monitor.World.BOB;
import static dev.tokend.monitor.World.sure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.access.PipLabel;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.monitor.World;
import dev.tokend.monitor.operation.session.InvalidateSession;
import dev.tokend.monitor.refusal.Need;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.rights.ProcessRights;
import dev.tokend.monitor.rights.TokenRights;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.StoredDescriptor;
import dev.tokend.monitor.state.TokenBlueprint;
import org.junit.jupiter.api.Test;

class OpenProcessTest {
  private static final String TABLE = "tokens §9.2 row ";
  private static final int QUERY = TokenRights.QUERY;

  private final World world = new World();
  private final Caller alice = world.caller(ALICE);
  private final Caller bob = world.caller(BOB);

  @Test
  void row_1_refuses_the_mask_before_anything_else() {
    refused(world.monitor, TABLE + 1, Errno.EINVAL, () -> open(world.ended(), new TargetProcess.Gone(), 0));
    refused(world.monitor, TABLE + 1, Errno.EINVAL, () -> open(alice, bob, 0x0010_0000));
  }

  @Test
  void row_2_refuses_a_caller_without_a_token() {
    refused(
        world.monitor,
        TABLE + 2,
        Errno.EACCES,
        () -> open(world.ended(), new TargetProcess.NotADescriptor(), QUERY));
  }

  @Test
  void rows_3_to_5_tell_what_became_of_the_target() {
    refused(
        world.monitor, TABLE + 3, Errno.EBADF, () -> open(alice, new TargetProcess.NotADescriptor(), QUERY));
    refused(world.monitor, TABLE + 4, Errno.ESRCH, () -> open(alice, new TargetProcess.Gone(), QUERY));
    refused(world.monitor, TABLE + 5, Errno.EACCES, () -> open(alice, new TargetProcess.NoToken(), QUERY));
    refused(world.monitor, TABLE + 5, Errno.EACCES, () -> open(alice, world.ended(), QUERY));
  }

  @Test
  void row_6_refuses_another_users_process_and_names_right_and_user() {
    Refusal refusal = refused(world.monitor, TABLE + 6, Errno.EACCES, () -> open(bob, alice, QUERY));
    assertThat(refusal.need()).isEqualTo(new Need.ProcessRights(ProcessRights.QUERY_INFORMATION));
    assertThat(refusal.targetUser()).isEqualTo(ALICE);
  }

  @Test
  void row_6_makes_no_exception_for_ones_own_process() {
    Caller restricted =
        world.caller(world.user(ALICE).restriction(World.restrictedTo(World.TEAM)).build(World.minted(ALICE)));
    refused(world.monitor, TABLE + 6, Errno.EACCES, () -> open(restricted, restricted, QUERY));
  }

  @Test
  void row_6_yields_to_SeDebug_which_is_marked_used_only_on_success() {
    Caller debugger = world.caller(world.system().primary().blueprint().with(World.minted(BOB)));
    Caller plain = world.caller(BOB, Privilege.SE_DEBUG);
    // Past the process, and stopped by the token: SeDebug does not help there, and is not marked.
    refused(world.monitor, TABLE + 7, Errno.EACCES, () -> open(plain, alice, QUERY));
    assertThat(plain.primary().privileges().used()).isZero();
    Caller open = world.caller(readableByAll(ALICE));
    sure(() -> open(plain, open, QUERY));
    assertThat(plain.primary().privileges().used()).isEqualTo(Privilege.SE_DEBUG.mask());
    // Not needed, not marked.
    sure(() -> open(debugger, alice, QUERY));
    assertThat(debugger.primary().privileges().used()).isZero();
  }

  @Test
  void row_6_takes_a_disabled_SeDebug_for_none() {
    Caller disabled =
        world.caller(
            world
                .user(BOB)
                .privileges(World.holding(Privilege.SE_DEBUG).withEnabled(0))
                .build(World.minted(BOB)));
    refused(world.monitor, TABLE + 6, Errno.EACCES, () -> open(disabled, alice, QUERY));
  }

  @Test
  void row_6_gives_SeDebug_nothing_at_identification_level_or_in_a_dead_session() {
    Caller asked = world.caller(ALICE);
    world.impersonating(
        asked,
        world
            .user(ALICE)
            .impersonation(ImpersonationLevel.IDENTIFICATION)
            .privileges(World.holding(Privilege.SE_DEBUG))
            .build(World.minted(ALICE)));
    refused(world.monitor, TABLE + 6, Errno.EACCES, () -> open(asked, bob, QUERY));

    Caller dead =
        world.caller(
            world
                .user(BOB, world.otherSession.id())
                .privileges(World.holding(Privilege.SE_DEBUG))
                .build(World.minted(BOB)));
    Caller admin = world.system();
    sure(() -> world.monitor.invalidateSession(new InvalidateSession.Request(admin, world.otherSession.id())));
    refused(world.monitor, TABLE + 6, Errno.EACCES, () -> open(dead, alice, QUERY));
    refused(world.monitor, TABLE + 6, Errno.EACCES, () -> open(dead, dead, QUERY));
  }

  @Test
  void row_6_holds_integrity_protection_above_every_privilege() {
    Caller shielded = world.caller(readableByAll(ALICE), new PipLabel(512, 4096));
    Caller debugger = world.caller(BOB, Privilege.SE_DEBUG);
    refused(world.monitor, TABLE + 6, Errno.EACCES, () -> open(debugger, shielded, QUERY));
    refused(world.monitor, TABLE + 6, Errno.EACCES, () -> open(alice, shielded, QUERY));
    Caller lessTrusted = world.caller(world.userToken(ALICE), new PipLabel(512, 4095));
    refused(world.monitor, TABLE + 6, Errno.EACCES, () -> open(lessTrusted, shielded, QUERY));
    sure(() -> open(world.caller(world.userToken(ALICE), new PipLabel(512, 4096)), shielded, QUERY));
    // Type 0 shields nothing, whatever its trust.
    Caller unsigned = world.caller(readableByAll(ALICE), new PipLabel(0, 99));
    sure(() -> open(world.caller(ALICE), unsigned, QUERY));
  }

  @Test
  void row_7_asks_the_token_itself() {
    Caller guarded = world.caller(world.user(ALICE).build(World.guarded()));
    Refusal refusal = refused(world.monitor, TABLE + 7, Errno.EACCES, () -> open(alice, guarded, QUERY));
    assertThat(refusal.need()).isEqualTo(new Need.TokenRights(QUERY));
  }

  @Test
  void a_medium_process_may_look_at_a_high_one_of_its_user() {
    Caller high = world.caller(world.user(ALICE).integrityLevel(12288).build(World.minted(ALICE)));
    Handle handle = sure(() -> open(alice, high, QUERY));
    assertThat(handle.token()).isSameAs(high.primary());
  }

  @Test
  void the_handle_is_on_the_primary_token_even_while_the_target_impersonates() {
    Caller target = world.caller(ALICE);
    world.impersonating(
        target, world.user(ALICE).impersonation(ImpersonationLevel.IMPERSONATION).build(World.minted(ALICE)));
    Handle handle = sure(() -> open(alice, target, QUERY));
    assertThat(handle.token()).isSameAs(target.primary());
    assertThat(handle.mask()).isEqualTo(QUERY);
    assertThat(handle.kind()).isEqualTo(Handle.Kind.ORDINARY);
  }

  private TokenBlueprint readableByAll(dev.tokend.kacs.sid.Sid user) {
    return world
        .userToken(user)
        .with(
            StoredDescriptor.of(
                World.guarded(Ace.allow(QUERY, dev.tokend.kacs.sid.WellKnown.EVERYONE))));
  }

  private Handle open(Caller caller, Caller target, int mask) throws Refusal {
    return open(caller, new TargetProcess.Present(target.process()), mask);
  }

  private Handle open(Caller caller, TargetProcess target, int mask) throws Refusal {
    return world.monitor.openProcess(new OpenProcess.Request(caller, target, mask));
  }
}
