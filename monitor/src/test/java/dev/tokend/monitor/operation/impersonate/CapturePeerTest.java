package dev.tokend.monitor.operation.impersonate;

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
import dev.tokend.monitor.World;
import dev.tokend.monitor.operation.adjust.AdjustGroups;
import dev.tokend.monitor.operation.adjust.AdjustPrivileges;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.rights.TokenRights;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.DefaultSecurity;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.HeldToken;
import dev.tokend.monitor.state.HolderKind;
import dev.tokend.monitor.state.IdSeeds;
import dev.tokend.monitor.state.Token;
import dev.tokend.monitor.state.TokenBlueprint;
import java.util.List;
import org.junit.jupiter.api.Test;

class CapturePeerTest {
  private static final String LEVEL_TABLE = "tokens §18 row ";

  private final World world = new World();

  @Test
  void set_impersonation_level_row_by_row() {
    refused(world.monitor, LEVEL_TABLE + 1, Errno.EBADF, () -> setLevel(SocketEvidence.NOT_OPEN, 9));
    refused(world.monitor, LEVEL_TABLE + 1, Errno.ENOTSOCK, () -> setLevel(SocketEvidence.NOT_A_SOCKET, 9));
    refused(world.monitor, LEVEL_TABLE + 2, Errno.EACCES, () -> setLevel(SocketEvidence.WRONG_KIND, 9));
    refused(world.monitor, LEVEL_TABLE + 3, Errno.EINVAL, () -> setLevel(SocketEvidence.IN_USE, 4));
    refused(world.monitor, LEVEL_TABLE + 3, Errno.EINVAL, () -> setLevel(SocketEvidence.UNCONNECTED, -1));
    refused(world.monitor, LEVEL_TABLE + 4, Errno.EACCES, () -> setLevel(SocketEvidence.IN_USE, 1));
    for (ImpersonationLevel level : ImpersonationLevel.values()) {
      assertThat(sure(() -> setLevel(SocketEvidence.UNCONNECTED, level.value()))).isEqualTo(level);
    }
    assertThat(SetImpersonationLevel.DEFAULT).isEqualTo(ImpersonationLevel.IMPERSONATION);
  }

  @Test
  void a_snapshot_of_the_effective_token_is_kept_for_the_socket() {
    Caller client = world.caller(ALICE, Privilege.SE_SHUTDOWN);
    Handle self = world.openSelf(client, TokenRights.ADJUST_GROUPS);
    AdjustGroups.Entry off = new AdjustGroups.Entry(3, 0);
    sure(() -> world.monitor.adjustGroups(new AdjustGroups.Request(self, 0, List.of(off))));
    for (ImpersonationLevel level : ImpersonationLevel.values()) {
      if (level == ImpersonationLevel.ANONYMOUS) {
        continue;
      }
      HeldToken peer = sure(() -> capture(client, level));
      Token captured = peer.token();
      TokenBlueprint source = client.primary().blueprint();
      assertThat(peer.kind()).isEqualTo(HolderKind.CAPTURED_PEER);
      assertThat(captured.modifiedId()).isEqualTo(captured.id());
      assertThat(captured.blueprint())
          .isEqualTo(
              new TokenBlueprint(
                  source.authId(),
                  source.identity(),
                  TokenType.IMPERSONATION,
                  level,
                  source.state().enabledGroups(),
                  source.state().with(DefaultSecurity.token(ALICE, ALICE))));
      assertThat(captured.elevation()).isEqualTo(ElevationType.DEFAULT);
      assertThat(captured.references(HolderKind.CAPTURED_PEER)).isEqualTo(1);
    }
  }

  @Test
  void later_changes_of_the_client_change_nothing() {
    Caller client =
        world.caller(
            world.user(ALICE).privileges(World.holding(Privilege.SE_SHUTDOWN)).build(World.minted(ALICE)));
    HeldToken peer = sure(() -> capture(client, ImpersonationLevel.IMPERSONATION));
    Handle self = world.openSelf(client, TokenRights.ADJUST_PRIVILEGES);
    sure(
        () ->
            world.monitor.adjustPrivileges(
                new AdjustPrivileges.Request(self, 0, List.of(new AdjustPrivileges.Entry(19, 4)))));
    world.monitor.close(self);
    world.monitor.endProcess(client.process().key());
    assertThat(peer.token().holds(Privilege.SE_SHUTDOWN)).isTrue();
    assertThat(peer.token().references()).isEqualTo(1);
  }

  @Test
  void an_impersonated_identity_cascades_but_never_above_its_level() {
    Caller middle = world.caller(world.userToken(ALICE, Privilege.SE_IMPERSONATE));
    world.impersonating(
        middle,
        world.user(BOB).impersonation(ImpersonationLevel.IMPERSONATION).build(World.minted(BOB)));
    assertThat(sure(() -> capture(middle, ImpersonationLevel.IMPERSONATION)).token().user()).isEqualTo(BOB);
    assertThat(sure(() -> capture(middle, ImpersonationLevel.IDENTIFICATION)).token().user()).isEqualTo(BOB);
    refused(
        world.monitor,
        "tokens §26 D23",
        Errno.EINVAL,
        () -> capture(middle, ImpersonationLevel.DELEGATION));
    assertThat(sure(() -> capture(middle, ImpersonationLevel.ANONYMOUS)).token())
        .isSameAs(world.monitor.anonymous());
  }

  @Test
  void a_client_without_a_token_or_without_an_id_for_the_snapshot_is_refused() {
    Caller gone = world.ended();
    refused(world.monitor, "tokens §1", Errno.EACCES, () -> capture(gone, ImpersonationLevel.ANONYMOUS));
    World last = new World(new IdSeeds(-4L, 1000));
    Caller edge = last.caller(ALICE);
    refused(
        last.monitor,
        "tokens §2",
        Errno.ERANGE,
        () -> last.monitor.capturePeer(new CapturePeer.Request(edge, ImpersonationLevel.IMPERSONATION)));
  }

  private ImpersonationLevel setLevel(SocketEvidence socket, int level) throws Refusal {
    return world.monitor.setImpersonationLevel(new SetImpersonationLevel.Request(socket, level));
  }

  private HeldToken capture(Caller client, ImpersonationLevel level) throws Refusal {
    return world.monitor.capturePeer(new CapturePeer.Request(client, level));
  }
}
