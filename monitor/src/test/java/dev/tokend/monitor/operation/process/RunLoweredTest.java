package dev.tokend.monitor.operation.process;

import static dev.tokend.monitor.Refusals.refused;
import static dev.tokend.monitor.World.ALICE;
import static dev.tokend.monitor.World.sure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.monitor.World;
import dev.tokend.monitor.event.PrimaryReplaced;
import dev.tokend.monitor.event.TokenCreated;
import dev.tokend.monitor.operation.derive.FilterArgument;
import dev.tokend.monitor.operation.session.InvalidateSession;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.DefaultSecurity;
import dev.tokend.monitor.state.Token;
import dev.tokend.monitor.state.TokenBlueprint;
import org.junit.jupiter.api.Test;

class RunLoweredTest {
  private final World world = new World();

  @Test
  void run_lowered_replaces_the_primary_token_by_a_restricted_copy_without_a_privilege() {
    Caller alice = world.caller(world.userToken(ALICE, Privilege.SE_SHUTDOWN, Privilege.SE_DEBUG));
    Token present = alice.primary();
    TokenBlueprint before = present.blueprint();
    world.impersonating(
        alice, world.user(ALICE).impersonation(ImpersonationLevel.DELEGATION).build(World.minted(ALICE)));
    world.events.clear();
    ByteWriter payload = new ByteWriter();
    payload.i32(3);
    WellKnown.RESTRICTED_CODE.writeTo(payload);
    FilterArgument argument =
        new FilterArgument(Privilege.SE_DEBUG.mask(), 1, 1, 0, Bytes.of(payload.toByteArray()));
    sure(() -> run(alice, argument, 4096));
    Token lowered = alice.primary();
    assertThat(alice.effective()).isSameAs(lowered);
    assertThat(lowered.identity().integrityLevel()).isEqualTo(4096);
    assertThat(lowered.privileges().present()).isEqualTo(Privilege.SE_SHUTDOWN.mask());
    assertThat(lowered.groups().get(3).isDenyOnly()).isTrue();
    assertThat(lowered.isRestricted()).isTrue();
    assertThat(lowered.descriptor()).isEqualTo(DefaultSecurity.token(ALICE, ALICE));
    assertThat(lowered.type()).isEqualTo(before.type());
    assertThat(lowered.identity().provenance()).isEqualTo(before.identity().provenance());
    assertThat(alice.process().isBound()).isTrue();
    assertThat(world.monitor.tokens().find(present.id())).isNull();
    assertThat(world.events).hasSize(2);
    assertThat(world.events.getFirst())
        .isInstanceOfSatisfying(
            TokenCreated.class, event -> assertThat(event.mode()).isEqualTo(TokenCreated.Mode.FILTER));
    assertThat(world.events.getLast())
        .isEqualTo(
            new PrimaryReplaced(
                PrimaryReplaced.Mode.RUN,
                alice.process().key(),
                present.id(),
                ALICE,
                lowered.id(),
                ALICE,
                world.session.id(),
                4096,
                true));
  }

  @Test
  void run_lowered_refuses_what_would_not_lower() {
    Caller alice = world.caller(ALICE);
    FilterArgument nothing = new FilterArgument(0, 0, 0, 0, Bytes.EMPTY);
    Refusal raise =
        refused(world.monitor, "tokens §3.7", Errno.EACCES, () -> run(alice, nothing, 8193));
    assertThat(raise.operation().label()).isEqualTo("run_lowered");
    refused(world.monitor, "tokens §3.7", Errno.EACCES, () -> run(alice, nothing, -1));
    FilterArgument flags = new FilterArgument(0, 0, 0, 2, Bytes.EMPTY);
    refused(world.monitor, "tokens §13 row 3", Errno.EINVAL, () -> run(alice, flags, null));
    FilterArgument short1 = new FilterArgument(0, 1, 0, 0, Bytes.EMPTY);
    refused(world.monitor, "tokens §13 row 4", Errno.EINVAL, () -> run(alice, short1, null));
    FilterArgument index = new FilterArgument(0, 1, 0, 0, Bytes.of((byte) 99, (byte) 0, (byte) 0, (byte) 0));
    refused(world.monitor, "tokens §13 row 6", Errno.EINVAL, () -> run(alice, index, null));
    Caller restricted = world.restrictedCaller(ALICE, ALICE);
    refused(world.monitor, "tokens §13 row 5", Errno.EINVAL, () -> run(restricted, nothing, null));
    Caller gone = world.ended();
    refused(world.monitor, "tokens §1", Errno.EACCES, () -> run(gone, nothing, null));
    Caller admin = world.system();
    sure(() -> world.monitor.invalidateSession(new InvalidateSession.Request(admin, world.session.id())));
    refused(world.monitor, "tokens §10.5 row 4", Errno.EACCES, () -> run(alice, nothing, null));
  }

  private void run(Caller caller, FilterArgument argument, Integer level) throws Refusal {
    world.monitor.runLowered(new RunLowered.Request(caller, argument, level));
  }
}
