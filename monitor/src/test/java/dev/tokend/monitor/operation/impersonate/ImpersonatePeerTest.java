package dev.tokend.monitor.operation.impersonate;

import static dev.tokend.monitor.Refusals.refused;
import static dev.tokend.monitor.World.ALICE;
import static dev.tokend.monitor.World.BOB;
import static dev.tokend.monitor.World.sure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.kacs.token.TokenSpec;
import dev.tokend.monitor.World;
import dev.tokend.monitor.gate.ImpersonationGates;
import dev.tokend.monitor.operation.open.PeerEvidence;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.HeldToken;
import dev.tokend.monitor.state.TokenBlueprint;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImpersonatePeerTest {
  private static final String TABLE = "tokens §17.2 row ";

  private final World world = new World();

  @Test
  void impersonating_a_peer_checks_the_socket_then_as_a_handle() {
    Caller caller = world.caller(ALICE);
    Object[][] rows = {
      {new PeerEvidence.NotOpen(), "1", Errno.EBADF},
      {new PeerEvidence.NotASocket(), "1", Errno.ENOTSOCK},
      {new PeerEvidence.WrongKind(), "2", Errno.EACCES},
      {new PeerEvidence.NotConnected(), "3", Errno.EACCES},
      {new PeerEvidence.NotCaptured(), "4", Errno.EACCES},
    };
    for (Object[] row : rows) {
      Refusal refusal =
          refused(
              world.monitor,
              "tokens §9.4 row " + row[1],
              (Errno) row[2],
              () -> impersonatePeer(caller, (PeerEvidence) row[0]));
      assertThat(refusal.operation().label()).isEqualTo("impersonate_peer");
    }
    HeldToken primary = sure(() -> world.monitor.capture(world.userToken(ALICE)));
    refused(
        world.monitor,
        TABLE + 2,
        Errno.EINVAL,
        () -> impersonatePeer(caller, new PeerEvidence.Captured(primary)));
    HeldToken root =
        sure(
            () ->
                world.monitor.capture(
                    world
                        .user(ALICE)
                        .projection(new TokenSpec.Projection(0, 0, List.of()))
                        .impersonation(ImpersonationLevel.IMPERSONATION)
                        .build(World.minted(ALICE))));
    refused(
        world.monitor, TABLE + 4, Errno.EACCES, () -> impersonatePeer(caller, new PeerEvidence.Captured(root)));
    Caller restricted = world.restrictedCaller(ALICE, ALICE);
    HeldToken peer = sure(() -> world.monitor.capture(client(ALICE)));
    refused(
        world.monitor,
        "tokens §17.1 row 2",
        Errno.EPERM,
        () -> impersonatePeer(restricted, new PeerEvidence.Captured(peer)));
    ImpersonationGates.Outcome outcome =
        sure(() -> impersonatePeer(caller, new PeerEvidence.Captured(peer)));
    assertThat(outcome.effective()).isEqualTo(ImpersonationLevel.DELEGATION);
    assertThat(caller.effective()).isSameAs(peer.token());
    world.monitor.letGo(peer);
    assertThat(caller.effective().references()).isEqualTo(1);
  }

  @Test
  void an_anonymous_identity_belongs_to_everyone_and_can_open_nothing_of_its_own() {
    Caller caller = world.caller(ALICE);
    HeldToken peer =
        sure(
            () ->
                world.monitor.capturePeer(
                    new CapturePeer.Request(world.caller(BOB), ImpersonationLevel.ANONYMOUS)));
    assertThat(peer.token()).isSameAs(world.monitor.anonymous());
    sure(() -> impersonatePeer(caller, new PeerEvidence.Captured(peer)));
    assertThat(caller.effective().user()).isEqualTo(WellKnown.ANONYMOUS);
    assertThat(caller.effective().groups()).hasSize(1);
  }

  private TokenBlueprint client(Sid user) {
    return world.user(user).impersonation(ImpersonationLevel.DELEGATION).build(World.minted(user));
  }

  private ImpersonationGates.Outcome impersonatePeer(Caller caller, PeerEvidence evidence) throws Refusal {
    return world.monitor.impersonatePeer(new ImpersonatePeer.Request(caller, evidence));
  }
}
