package dev.tokend.monitor.operation.query;

import static dev.tokend.monitor.Refusals.refused;
import static dev.tokend.monitor.World.ALICE;
import static dev.tokend.monitor.World.sure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.access.PipLabel;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.token.TokenSpec;
import dev.tokend.monitor.World;
import dev.tokend.monitor.event.EventSubject;
import dev.tokend.monitor.event.PrivilegeUsed;
import dev.tokend.monitor.operation.session.InvalidateSession;
import dev.tokend.monitor.refusal.Need;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.PrivilegeState;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrivilegeCheckTest {
  private static final String TABLE = "tokens §19 row ";
  private static final int SHUTDOWN = 19;
  private static final int DEBUG = 20;
  private static final int UNDEFINED = 40;

  private final World world = new World();

  /** Shutdown and an undefined bit are on, debug is off. */
  private Caller caller(int auditPolicy) {
    long present = 1L << SHUTDOWN | 1L << DEBUG | 1L << UNDEFINED;
    return world.caller(
        world
            .user(ALICE)
            .policies(new TokenSpec.Policies(1, auditPolicy))
            .privileges(PrivilegeState.initial(present, present & ~(1L << DEBUG)))
            .build(World.minted(ALICE)));
  }

  @Test
  void row_1_refuses_an_unknown_flag() {
    Caller gone = world.ended();
    refused(world.monitor, TABLE + 1, Errno.EINVAL, () -> check(gone, List.of(), 2));
  }

  @Test
  void row_2_refuses_an_empty_list_and_numbers_past_63() {
    Caller gone = world.ended();
    refused(world.monitor, TABLE + 2, Errno.EINVAL, () -> check(gone, List.of(), 1));
    refused(world.monitor, TABLE + 2, Errno.EINVAL, () -> check(gone, List.of(SHUTDOWN, 64), 0));
    refused(world.monitor, TABLE + 2, Errno.EINVAL, () -> check(gone, List.of(-1), 0));
    refused(world.monitor, "tokens §1", Errno.EACCES, () -> check(gone, List.of(SHUTDOWN), 0));
  }

  @Test
  void row_3_refuses_unless_every_one_is_held_and_marks_none() {
    Caller caller = caller(0);
    Refusal disabled = refused(world.monitor, TABLE + 3, Errno.EPERM, () -> check(caller, List.of(SHUTDOWN, DEBUG), 1));
    assertThat(disabled.need()).isEqualTo(new Need.PrivilegeNeeded(Privilege.SE_DEBUG));
    Refusal undefined = refused(world.monitor, TABLE + 3, Errno.EPERM, () -> check(caller, List.of(50), 0));
    assertThat(undefined.need()).isNull();
  }

  @Test
  void success_marks_all_listed_on_the_effective_token() {
    Caller caller = caller(0);
    sure(() -> check(caller, List.of(SHUTDOWN, UNDEFINED, SHUTDOWN), 0));
    assertThat(caller.primary().privileges().used()).isEqualTo(1L << SHUTDOWN | 1L << UNDEFINED);
    assertThat(caller.primary().isAdjusted()).isFalse();
    Caller impersonating = world.caller(ALICE);
    world.impersonating(
        impersonating,
        world
            .user(ALICE)
            .impersonation(ImpersonationLevel.IDENTIFICATION)
            .privileges(World.holding(Privilege.SE_SHUTDOWN))
            .build(World.minted(ALICE)));
    sure(() -> check(impersonating, List.of(SHUTDOWN), 0));
    assertThat(impersonating.effective().privileges().used()).isEqualTo(1L << SHUTDOWN);
    assertThat(impersonating.primary().privileges().used()).isZero();
  }

  @Test
  void a_dead_session_does_not_matter() {
    Caller caller = caller(0);
    Caller admin = world.system();
    sure(() -> world.monitor.invalidateSession(new InvalidateSession.Request(admin, world.session.id())));
    sure(() -> check(caller, List.of(SHUTDOWN), 0));
  }

  @Test
  void the_audit_policy_asks_for_a_record_of_each_privilege() {
    Caller caller = caller(0xC);
    world.events.clear();
    sure(() -> check(caller, List.of(UNDEFINED, SHUTDOWN, SHUTDOWN), 0));
    EventSubject subject =
        new EventSubject(
            ALICE,
            caller.primary().identity().groups().sids(),
            8192,
            PipLabel.NONE,
            caller.process().key(),
            caller.tid());
    assertThat(world.events)
        .containsExactly(
            new PrivilegeUsed(subject, null, SHUTDOWN, 0, 0, true),
            new PrivilegeUsed(subject, null, UNDEFINED, 0, 0, true));
    world.events.clear();
    refused(world.monitor, TABLE + 3, Errno.EPERM, () -> check(caller, List.of(SHUTDOWN, DEBUG, 5), 0));
    assertThat(world.events)
        .containsExactly(
            new PrivilegeUsed(subject, null, 5, 0, 0, false),
            new PrivilegeUsed(subject, null, DEBUG, 0, 0, false));
    assertThat(world.events.getFirst().name()).isEqualTo("privilege-use");
  }

  @Test
  void no_policy_no_record() {
    Caller onlyFailures = caller(0x8);
    Caller onlySuccesses = caller(0x4);
    world.events.clear();
    sure(() -> check(onlyFailures, List.of(SHUTDOWN), 0));
    refused(world.monitor, TABLE + 3, Errno.EPERM, () -> check(onlySuccesses, List.of(DEBUG), 0));
    assertThat(world.events).isEmpty();
  }

  private void check(Caller caller, List<Integer> privileges, int flags) throws Refusal {
    world.monitor.privilegeCheck(new PrivilegeCheck.Request(caller, privileges, flags));
  }
}
