package dev.tokend.monitor.operation.open;

import static dev.tokend.monitor.Refusals.refused;
import static dev.tokend.monitor.World.ALICE;
import static dev.tokend.monitor.World.BOB;
import static dev.tokend.monitor.World.sure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.monitor.World;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.rights.TokenRights;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.Token;
import org.junit.jupiter.api.Test;

class OpenThreadTest {
  private static final String TABLE = "tokens §9.3 row ";
  private static final int QUERY = TokenRights.QUERY;

  private final World world = new World();
  private final Caller alice = world.caller(ALICE);
  private final Caller bob = world.caller(BOB);

  @Test
  void row_1_refuses_the_mask() {
    refused(world.monitor, TABLE + 1, Errno.EINVAL, () -> open(alice, new TargetThread.NotADescriptor(), 0, 0));
  }

  @Test
  void row_2_refuses_a_thread_id_that_is_not_above_0() {
    for (int tid : new int[] {0, -1, Integer.MIN_VALUE}) {
      refused(
          world.monitor,
          TABLE + 2,
          Errno.EINVAL,
          () -> open(world.ended(), new TargetThread.NotADescriptor(), tid, QUERY));
    }
  }

  @Test
  void row_3_refuses_a_caller_without_a_token() {
    refused(
        world.monitor,
        TABLE + 3,
        Errno.EACCES,
        () -> open(world.ended(), new TargetThread.NotADescriptor(), 1, QUERY));
  }

  @Test
  void rows_4_and_5_tell_what_became_of_the_target() {
    refused(
        world.monitor, TABLE + 4, Errno.EBADF, () -> open(alice, new TargetThread.NotADescriptor(), 1, QUERY));
    refused(world.monitor, TABLE + 4, Errno.ESRCH, () -> open(alice, new TargetThread.ProcessGone(), 1, QUERY));
    refused(world.monitor, TABLE + 5, Errno.ESRCH, () -> open(alice, new TargetThread.NoSuchThread(), 1, QUERY));
    refused(world.monitor, TABLE + 5, Errno.ESRCH, () -> open(alice, present(world.ended()), 1, QUERY));
  }

  @Test
  void row_6_asks_the_process() {
    refused(world.monitor, TABLE + 6, Errno.EACCES, () -> open(bob, present(alice), alice.tid(), QUERY));
  }

  @Test
  void row_6_yields_to_SeDebug_and_row_7_does_not() {
    Caller debugger = world.caller(BOB, Privilege.SE_DEBUG);
    refused(world.monitor, TABLE + 7, Errno.EACCES, () -> open(debugger, present(alice), alice.tid(), QUERY));
    assertThat(debugger.primary().privileges().used()).isZero();
    Caller open =
        world.caller(world.user(ALICE).build(World.guarded(Ace.allow(QUERY, WellKnown.EVERYONE))));
    sure(() -> open(debugger, present(open), open.tid(), QUERY));
    assertThat(debugger.primary().privileges().used()).isEqualTo(Privilege.SE_DEBUG.mask());
  }

  @Test
  void the_handle_is_on_the_impersonation_token_of_that_thread_and_else_on_the_primary() {
    Caller target = world.caller(ALICE);
    Token impersonated =
        world.impersonating(
            target,
            world.user(ALICE).impersonation(ImpersonationLevel.IMPERSONATION).build(World.minted(ALICE)));
    assertThat(sure(() -> open(alice, present(target), target.tid(), QUERY)).token()).isSameAs(impersonated);
    assertThat(sure(() -> open(alice, present(target), target.tid() + 1, QUERY)).token())
        .isSameAs(target.primary());
  }

  private static TargetThread present(Caller target) {
    return new TargetThread.Present(target.process());
  }

  private Handle open(Caller caller, TargetThread target, int tid, int mask) throws Refusal {
    return world.monitor.openThread(new OpenThread.Request(caller, target, tid, mask));
  }
}
