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
import dev.tokend.kacs.token.TokenSpec;
import dev.tokend.monitor.World;
import dev.tokend.monitor.gate.ImpersonationGates;
import dev.tokend.monitor.operation.adjust.AdjustScope;
import dev.tokend.monitor.operation.open.OpenSelf;
import dev.tokend.monitor.operation.session.InvalidateSession;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.rights.TokenRights;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.HolderKind;
import dev.tokend.monitor.state.IdSeeds;
import dev.tokend.monitor.state.Token;
import dev.tokend.monitor.state.TokenBlueprint;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImpersonateTest {
  private static final String TABLE = "tokens §17.2 row ";

  private final World world = new World();

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
    Caller restricted =
        world.caller(
            world
                .user(ALICE)
                .restriction(World.restrictedTo(ALICE))
                .privileges(World.holding(Privilege.SE_IMPERSONATE))
                .build(World.minted(ALICE)));
    Token first =
        world.impersonating(
            restricted,
            world
                .user(ALICE)
                .restriction(World.restrictedTo(ALICE))
                .impersonation(ImpersonationLevel.IMPERSONATION)
                .build(World.minted(ALICE)));
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
  void more_groups_than_linux_takes_are_too_many() {
    Caller caller = world.caller(ALICE);
    Handle tooMany =
        world.handleOn(
            world
                .user(ALICE)
                .projection(new TokenSpec.Projection(1001, 0, Collections.nCopies(65_537, 7)))
                .impersonation(ImpersonationLevel.IMPERSONATION)
                .build(World.minted(ALICE)));
    refused(world.monitor, "tokens §23", Errno.E2BIG, () -> impersonate(caller, tooMany));
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
                new OpenSelf.Request(caller, 0, TokenRights.QUERY)));
    world.monitor.revert(caller);
  }

  private TokenBlueprint client(Sid user) {
    return world.user(user).impersonation(ImpersonationLevel.DELEGATION).build(World.minted(user));
  }

  private ImpersonationGates.Outcome impersonate(Caller caller, Handle handle) throws Refusal {
    return world.monitor.impersonate(new Impersonate.Request(caller, handle));
  }
}
