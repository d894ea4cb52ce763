package dev.tokend.monitor.operation.impersonate;

import static dev.tokend.monitor.Refusals.refused;
import static dev.tokend.monitor.World.ALICE;
import static dev.tokend.monitor.World.BOB;
import static dev.tokend.monitor.World.sure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.kacs.token.TokenSpec;
import dev.tokend.monitor.World;
import dev.tokend.monitor.gate.ImpersonationGates;
import dev.tokend.monitor.operation.adjust.AdjustScope;
import dev.tokend.monitor.operation.open.PeerEvidence;
import dev.tokend.monitor.operation.session.InvalidateSession;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.rights.TokenRights;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.HeldToken;
import dev.tokend.monitor.state.HolderKind;
import dev.tokend.monitor.state.IdSeeds;
import dev.tokend.monitor.state.Token;
import dev.tokend.monitor.state.TokenBlueprint;
import dev.tokend.monitor.state.TokenBlueprintBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImpersonateTest {
  private static final String TABLE = "tokens §17.2 row ";
  private static final int LOW = 4096;
  private static final int MEDIUM = 8192;
  private static final int HIGH = 12288;

  private final World world = new World();

  /** One side of a row of the table in tokens §17.1. */
  private record Side(Sid user, boolean restricted, int integrity, boolean privileged, ImpersonationLevel level) {}

  private static Side server(Sid user, boolean restricted, boolean privileged) {
    return new Side(user, restricted, MEDIUM, privileged, ImpersonationLevel.ANONYMOUS);
  }

  private static Side client(Sid user, boolean restricted, int integrity, ImpersonationLevel level) {
    return new Side(user, restricted, integrity, false, level);
  }

  private TokenBlueprint blueprint(Side side) {
    TokenBlueprintBuilder builder = world.user(side.user()).integrityLevel(side.integrity());
    if (side.restricted()) {
      builder.restriction(World.restrictedTo(side.user()));
    }
    if (side.privileged()) {
      builder.privileges(World.holding(Privilege.SE_IMPERSONATE));
    }
    return builder.build(World.minted(side.user()));
  }

  private ImpersonationGates.Outcome pass(Side server, Side client) throws Refusal {
    Caller caller = world.caller(blueprint(server));
    Handle handle = world.handleOn(blueprint(client).as(TokenType.IMPERSONATION, client.level()));
    ImpersonationGates.Outcome outcome = impersonate(caller, handle);
    assertThat(caller.effective().level()).isEqualTo(outcome.effective());
    assertThat(caller.effective().identity().integrityLevel()).isEqualTo(client.integrity());
    assertThat(caller.primary().privileges().used())
        .isEqualTo(outcome.privilegeNeeded() ? Privilege.SE_IMPERSONATE.mask() : 0);
    return outcome;
  }

  @Test
  void the_table_of_the_gates() {
    ImpersonationLevel anonymous = ImpersonationLevel.ANONYMOUS;
    ImpersonationLevel identification = ImpersonationLevel.IDENTIFICATION;
    ImpersonationLevel impersonation = ImpersonationLevel.IMPERSONATION;
    ImpersonationLevel delegation = ImpersonationLevel.DELEGATION;
    Object[][] rows = {
      {server(ALICE, false, false), client(ALICE, false, MEDIUM, delegation), delegation},
      {server(ALICE, false, false), client(ALICE, false, LOW, impersonation), impersonation},
      {server(ALICE, false, false), client(ALICE, true, MEDIUM, impersonation), identification},
      {server(ALICE, false, true), client(ALICE, true, MEDIUM, impersonation), impersonation},
      {server(ALICE, true, true), client(BOB, false, MEDIUM, impersonation), impersonation},
      {server(ALICE, false, false), client(BOB, false, MEDIUM, impersonation), identification},
      {server(ALICE, false, true), client(BOB, false, HIGH, delegation), identification},
      {server(ALICE, false, false), client(BOB, true, HIGH, anonymous), anonymous},
      {server(ALICE, true, false), client(ALICE, false, MEDIUM, anonymous), anonymous},
      {server(ALICE, true, false), client(ALICE, true, MEDIUM, delegation), delegation},
      {server(ALICE, false, false), client(BOB, false, LOW, delegation), identification},
      {server(ALICE, false, false), client(ALICE, false, HIGH, impersonation), identification},
      {server(ALICE, false, false), client(ALICE, false, MEDIUM + 1, impersonation), identification},
      {server(ALICE, false, true), client(BOB, false, MEDIUM, identification), identification},
    };
    for (Object[] row : rows) {
      ImpersonationGates.Outcome outcome = sure(() -> pass((Side) row[0], (Side) row[1]));
      assertThat(outcome.effective()).as(row[0] + " " + row[1]).isEqualTo(row[2]);
      assertThat(outcome.isLowered()).isEqualTo(outcome.requested() != row[2]);
    }
  }

  @Test
  void each_cap_is_told_apart() {
    ImpersonationGates.Outcome both =
        sure(() -> pass(server(ALICE, false, false), client(BOB, false, HIGH, ImpersonationLevel.DELEGATION)));
    assertThat(both.identityCap()).isTrue();
    assertThat(both.integrityCap()).isTrue();
    assertThat(both.privilegeNeeded()).isFalse();
    ImpersonationGates.Outcome ceiling =
        sure(() -> pass(server(ALICE, false, true), client(BOB, false, HIGH, ImpersonationLevel.DELEGATION)));
    assertThat(ceiling.identityCap()).isFalse();
    assertThat(ceiling.integrityCap()).isTrue();
    assertThat(ceiling.privilegeNeeded()).isTrue();
    ImpersonationGates.Outcome needed =
        sure(() -> pass(server(ALICE, false, true), client(BOB, false, LOW, ImpersonationLevel.IDENTIFICATION)));
    assertThat(needed.privilegeNeeded()).isTrue();
    ImpersonationGates.Outcome same =
        sure(() -> pass(server(ALICE, false, true), client(ALICE, false, LOW, ImpersonationLevel.DELEGATION)));
    assertThat(same.privilegeNeeded()).isFalse();
  }

  @Test
  void row_1_refuses_a_handle_without_the_right() {
    Caller caller = world.caller(ALICE);
    Handle weak = world.handleOn(world.userToken(ALICE), TokenRights.ALL_ACCESS & ~TokenRights.IMPERSONATE);
    refused(world.monitor, TABLE + 1, Errno.EACCES, () -> impersonate(caller, weak));
  }

  @Test
  void row_2_refuses_a_primary_token() {
    Caller gone = world.ended();
    Handle primary = world.handleOn(world.userToken(ALICE));
    refused(world.monitor, TABLE + 2, Errno.EINVAL, () -> impersonate(gone, primary));
  }

  @Test
  void a_caller_without_a_primary_token_cannot_impersonate() {
    Caller gone = world.ended();
    Handle client = world.handleOn(client(ALICE));
    refused(world.monitor, "tokens §1", Errno.EACCES, () -> impersonate(gone, client));
  }

  @Test
  void row_3_keeps_a_restricted_process_from_its_own_unrestricted_user_and_leaves_the_impersonation() {
    Caller restricted = world.caller(blueprint(server(ALICE, true, true)));
    Token first =
        world.impersonating(
            restricted,
            blueprint(client(ALICE, true, LOW, ImpersonationLevel.IMPERSONATION))
                .as(TokenType.IMPERSONATION, ImpersonationLevel.IMPERSONATION));
    for (ImpersonationLevel level : ImpersonationLevel.values()) {
      if (level != ImpersonationLevel.ANONYMOUS) {
        Handle client =
            world.handleOn(world.user(ALICE).impersonation(level).build(World.minted(ALICE)));
        refused(world.monitor, "tokens §17.1 row 2", Errno.EPERM, () -> impersonate(restricted, client));
      }
    }
    assertThat(restricted.effective()).isSameAs(first);
  }

  @Test
  void row_3_counts_restricting_device_groups_too() {
    Caller restricted =
        world.caller(
            world
                .user(ALICE)
                .device(
                    new TokenSpec.Device(
                        List.of(), World.restrictedTo(World.TEAM).sids(), List.of()))
                .build(World.minted(ALICE)));
    Handle client = world.handleOn(client(ALICE));
    refused(world.monitor, "tokens §17.1 row 2", Errno.EPERM, () -> impersonate(restricted, client));
  }

  @Test
  void row_4_refuses_to_become_root_without_being_SYSTEM() {
    Caller caller = world.caller(ALICE);
    Handle root =
        world.handleOn(
            world
                .user(ALICE)
                .projection(new TokenSpec.Projection(0, 0, List.of()))
                .impersonation(ImpersonationLevel.IMPERSONATION)
                .build(World.minted(ALICE)));
    refused(world.monitor, TABLE + 4, Errno.EACCES, () -> impersonate(caller, root));
    Caller system = world.system();
    Handle asSystem =
        world.handleOn(
            world.monitor.system().blueprint().as(TokenType.IMPERSONATION, ImpersonationLevel.DELEGATION));
    sure(() -> impersonate(system, asSystem));
  }

  @Test
  void an_uncapped_client_is_installed_as_the_very_object() {
    Caller caller = world.caller(ALICE);
    Handle client = world.handleOn(client(ALICE));
    Token token = client.token();
    sure(() -> impersonate(caller, client));
    assertThat(caller.effective()).isSameAs(token);
    assertThat(token.references(HolderKind.IMPERSONATION_SLOT)).isEqualTo(1);
    Caller tcb = world.system();
    Handle scope = world.handleOn(token, TokenRights.ALL_ACCESS);
    sure(() -> world.monitor.adjustScope(new AdjustScope.Request(tcb, scope, 77)));
    assertThat(caller.effective().state().interactivityScope()).isEqualTo(77);
    world.monitor.close(client);
    world.monitor.close(scope);
    assertThat(caller.effective()).isSameAs(token);
    assertThat(token.references()).isEqualTo(1);
  }

  @Test
  void a_capped_client_is_installed_as_a_private_copy_at_the_lower_level() {
    Caller caller = world.caller(ALICE);
    Handle client = world.handleOn(client(BOB));
    TokenBlueprint before = client.token().blueprint();
    ImpersonationGates.Outcome outcome = sure(() -> impersonate(caller, client));
    assertThat(outcome.effective()).isEqualTo(ImpersonationLevel.IDENTIFICATION);
    Token copy = caller.effective();
    assertThat(copy).isNotSameAs(client.token());
    assertThat(copy.modifiedId()).isEqualTo(copy.id());
    assertThat(copy.blueprint())
        .isEqualTo(before.as(TokenType.IMPERSONATION, ImpersonationLevel.IDENTIFICATION));
    assertThat(client.token().blueprint()).isEqualTo(before);
    assertThat(copy.references()).isEqualTo(1);
    world.monitor.revert(caller);
    assertThat(world.monitor.tokens().find(copy.id())).isNull();
  }

  @Test
  void a_copy_that_cannot_be_made_leaves_everything_in_place() {
    World last = new World(new IdSeeds(-8L, 1000));
    Caller caller = last.caller(ALICE);
    last.impersonating(
        caller, last.user(ALICE).impersonation(ImpersonationLevel.DELEGATION).build(World.minted(ALICE)));
    Handle client =
        last.handleOn(
            last.user(BOB).impersonation(ImpersonationLevel.DELEGATION).build(World.minted(BOB)));
    refused(
        last.monitor,
        "tokens §2",
        Errno.ERANGE,
        () -> last.monitor.impersonate(new Impersonate.Request(caller, client)));
  }

  @Test
  void a_second_impersonation_replaces_the_first_and_its_gates_never_see_it() {
    Caller caller = world.caller(ALICE);
    Token first = world.impersonating(caller, client(BOB));
    Token second = world.impersonating(caller, client(ALICE));
    assertThat(second.level()).isEqualTo(ImpersonationLevel.DELEGATION);
    assertThat(world.monitor.tokens().find(first.id())).isNull();
  }

  @Test
  void impersonation_is_of_one_thread() {
    Caller caller = world.caller(ALICE);
    Caller sibling = new Caller(caller.process(), caller.tid() + 1);
    world.impersonating(caller, client(ALICE));
    assertThat(sibling.effective()).isSameAs(caller.primary());
    world.impersonating(sibling, client(ALICE));
    assertThat(sibling.effective()).isNotSameAs(caller.effective());
    world.monitor.endThread(sibling.process().key(), sibling.tid());
    assertThat(sibling.effective()).isSameAs(caller.primary());
    assertThat(caller.effective()).isNotSameAs(caller.primary());
  }

  @Test
  void revert_always_succeeds() {
    Caller caller = world.caller(ALICE);
    world.monitor.revert(caller);
    world.impersonating(caller, client(ALICE));
    world.monitor.revert(caller);
    world.monitor.revert(caller);
    assertThat(caller.effective()).isSameAs(caller.primary());
    world.monitor.revert(world.ended());
  }

  @Test
  void a_token_of_a_dead_session_can_be_impersonated() {
    Caller caller = world.caller(ALICE);
    Caller admin = world.system();
    Handle client =
        world.handleOn(
            world
                .user(ALICE, world.otherSession.id())
                .impersonation(ImpersonationLevel.IMPERSONATION)
                .build(World.minted(ALICE)));
    sure(() -> world.monitor.invalidateSession(new InvalidateSession.Request(admin, world.otherSession.id())));
    sure(() -> impersonate(caller, client));
    refused(
        world.monitor,
        "tokens §9.1 row 4",
        Errno.EACCES,
        () ->
            world.monitor.openSelf(
                new dev.tokend.monitor.operation.open.OpenSelf.Request(caller, 0, TokenRights.QUERY)));
    world.monitor.revert(caller);
  }

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
    Caller restricted = world.caller(blueprint(server(ALICE, true, false)));
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

  private ImpersonationGates.Outcome impersonate(Caller caller, Handle handle) throws Refusal {
    return world.monitor.impersonate(new Impersonate.Request(caller, handle));
  }

  private ImpersonationGates.Outcome impersonatePeer(Caller caller, PeerEvidence evidence) throws Refusal {
    return world.monitor.impersonatePeer(new ImpersonatePeer.Request(caller, evidence));
  }
}
