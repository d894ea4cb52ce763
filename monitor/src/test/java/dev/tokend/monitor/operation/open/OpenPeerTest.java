package dev.tokend.monitor.operation.open;

import static dev.tokend.monitor.Refusals.refused;
import static dev.tokend.monitor.World.ALICE;
import static dev.tokend.monitor.World.sure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.monitor.World;
import dev.tokend.monitor.operation.impersonate.CapturePeer;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.HeldToken;
import dev.tokend.monitor.state.HolderKind;
import org.junit.jupiter.api.Test;

class OpenPeerTest {
  private static final String TABLE = "tokens §9.4 row ";

  private final World world = new World();

  @Test
  void rows_1_to_4_tell_what_the_socket_lacks() {
    refused(world.monitor, TABLE + 1, Errno.EBADF, () -> open(new PeerEvidence.NotOpen()));
    refused(world.monitor, TABLE + 1, Errno.ENOTSOCK, () -> open(new PeerEvidence.NotASocket()));
    refused(world.monitor, TABLE + 2, Errno.EACCES, () -> open(new PeerEvidence.WrongKind()));
    refused(world.monitor, TABLE + 3, Errno.EACCES, () -> open(new PeerEvidence.NotConnected()));
    refused(world.monitor, TABLE + 4, Errno.EACCES, () -> open(new PeerEvidence.NotCaptured()));
  }

  @Test
  void the_handle_has_the_fixed_mask_and_outlives_the_socket() {
    Caller client = world.caller(ALICE);
    HeldToken peer =
        sure(
            () ->
                world.monitor.capturePeer(
                    new CapturePeer.Request(client, ImpersonationLevel.IMPERSONATION)));
    Handle handle = sure(() -> open(new PeerEvidence.Captured(peer)));
    assertThat(handle.mask()).isEqualTo(0x0000_000C);
    assertThat(handle.kind()).isEqualTo(Handle.Kind.ORDINARY);
    assertThat(handle.token()).isSameAs(peer.token());
    world.monitor.letGo(peer);
    world.monitor.letGo(peer);
    assertThat(handle.token().references()).isEqualTo(1);
    assertThat(handle.token().references(HolderKind.HANDLE)).isEqualTo(1);
  }

  private Handle open(PeerEvidence evidence) throws Refusal {
    return world.monitor.openPeer(new OpenPeer.Request(evidence));
  }
}
