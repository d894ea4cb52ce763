package dev.tokend.monitor.event;

import static dev.tokend.monitor.World.ALICE;
import static dev.tokend.monitor.World.BOB;
import static dev.tokend.monitor.World.DOMAIN_USERS;
import static dev.tokend.monitor.World.TEAM;
import static dev.tokend.monitor.World.sure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.LogonType;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.SecurityInformation;
import dev.tokend.monitor.World;
import dev.tokend.monitor.operation.adjust.AdjustDefault;
import dev.tokend.monitor.operation.adjust.AdjustGroups;
import dev.tokend.monitor.operation.adjust.AdjustPrivileges;
import dev.tokend.monitor.operation.adjust.AdjustScope;
import dev.tokend.monitor.operation.adjust.DaclArgument;
import dev.tokend.monitor.operation.adjust.SetSecurity;
import dev.tokend.monitor.operation.derive.Link;
import dev.tokend.monitor.operation.derive.LinkArgument;
import dev.tokend.monitor.operation.impersonate.Impersonate;
import dev.tokend.monitor.operation.process.Install;
import dev.tokend.monitor.operation.session.CreateSession;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.rights.TokenRights;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.LogonSession;
import dev.tokend.monitor.state.Token;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What operations that succeed leave on the audit trail beside the new tokens. */
class EventsTest {
  private final World world = new World();

  private void left(MonitorEvent... expected) {
    assertThat(world.events).containsExactly(expected);
    world.events.clear();
  }

  private TokenAdjusted adjusted(String operation, Token token, Adjustment... changes) {
    return new TokenAdjusted(operation, token.id(), token.modifiedId(), token.user(), List.of(changes));
  }

  @Test
  void adjusting_privileges_tells_the_words_before_and_after() {
    Handle handle = world.handleOn(world.userToken(ALICE, Privilege.SE_DEBUG, Privilege.SE_SHUTDOWN));
    world.events.clear();
    long both = Privilege.SE_DEBUG.mask() | Privilege.SE_SHUTDOWN.mask();
    sure(() -> adjustPrivileges(handle, Privilege.SE_DEBUG, AdjustPrivileges.REMOVE));
    long left = Privilege.SE_SHUTDOWN.mask();
    left(adjusted("adjust_privileges", handle.token(), new Adjustment.Privileges(both, both, left, left)));
    sure(() -> adjustPrivileges(handle, Privilege.SE_SHUTDOWN, AdjustPrivileges.ENABLE));
    left(adjusted("adjust_privileges", handle.token()));
  }

  private void adjustPrivileges(Handle handle, Privilege privilege, int attributes) throws Refusal {
    world.monitor.adjustPrivileges(
        new AdjustPrivileges.Request(
            handle, 0, List.of(new AdjustPrivileges.Entry(privilege.bit(), attributes))));
  }

  @Test
  void adjusting_groups_tells_each_that_changed() {
    Handle handle = world.handleOn(world.userToken(ALICE));
    boolean before = handle.token().state().enabledGroups().get(3);
    world.events.clear();
    sure(
        () ->
            world.monitor.adjustGroups(
                new AdjustGroups.Request(handle, 0, List.of(new AdjustGroups.Entry(3, before ? 0 : 1)))));
    left(adjusted("adjust_groups", handle.token(), new Adjustment.Group(3, TEAM, !before)));
  }

  @Test
  void adjusting_the_defaults_tells_owner_group_and_whether_there_is_a_dacl() {
    Handle handle = world.handleOn(world.userToken(ALICE));
    world.events.clear();
    Bytes acl = Bytes.of(HexFormat.of().parseHex("0200080000000000"));
    sure(
        () ->
            world.monitor.adjustDefault(
                new AdjustDefault.Request(handle, new DaclArgument.Replace(acl), 4, 1)));
    left(
        adjusted(
            "adjust_default",
            handle.token(),
            new Adjustment.Owner(ALICE, TEAM),
            new Adjustment.PrimaryGroup(ALICE, DOMAIN_USERS),
            new Adjustment.DefaultDacl(true)));
    sure(() -> world.monitor.adjustDefault(new AdjustDefault.Request(handle, new DaclArgument.Clear(), 0xFFFF, 0xFFFF)));
    left(adjusted("adjust_default", handle.token(), new Adjustment.DefaultDacl(false)));
  }

  @Test
  void adjusting_the_scope_and_the_descriptor_is_told() {
    Caller tcb = world.caller(BOB, Privilege.SE_TCB);
    Handle handle = world.handleOn(world.userToken(ALICE));
    Caller system = world.system();
    world.events.clear();
    sure(() -> world.monitor.adjustScope(new AdjustScope.Request(tcb, handle, 7)));
    left(adjusted("adjust_interactivity_scope", handle.token(), new Adjustment.Scope(0, 7)));
    Bytes descriptor = Bytes.of(World.guarded(Ace.allow(TokenRights.QUERY, BOB)).toByteArray());
    sure(
        () ->
            world.monitor.setSecurity(
                new SetSecurity.Request(system, handle, 0, SecurityInformation.DACL, descriptor)));
    left(adjusted("set_security", handle.token(), new Adjustment.Security()));
  }

  @Test
  void a_session_is_told_when_it_is_published() {
    Caller tcb = world.caller(BOB, Privilege.SE_TCB);
    world.events.clear();
    Bytes spec =
        Bytes.of(
            HexFormat.of()
                .parseHex(
                    "0209004e65676f74696174651c000000"
                        + "0105000000000005150000000a000000140000001e000000e9030000"));
    LogonSession session = sure(() -> world.monitor.createSession(new CreateSession.Request(tcb, spec)));
    left(new SessionCreated(session.id(), ALICE, LogonType.INTERACTIVE, "Negotiate", World.NOW));
    LogonSession derived = world.openSession(BOB);
    left(new SessionCreated(derived.id(), BOB, LogonType.INTERACTIVE, "Negotiate", World.NOW));
  }

  @Test
  void linking_tells_both_halves() {
    Caller tcb = world.caller(BOB, Privilege.SE_TCB);
    Handle full = world.handleOn(world.userToken(ALICE, Privilege.SE_SHUTDOWN));
    Handle limited = world.handleOn(world.userToken(ALICE));
    world.events.clear();
    sure(
        () ->
            world.monitor.link(
                new Link.Request(
                    tcb,
                    null,
                    new LinkArgument.TokenHandle(full),
                    new LinkArgument.TokenHandle(limited),
                    world.session.id())));
    left(new TokensLinked(world.session.id(), ALICE, full.token().id(), limited.token().id()));
  }

  @Test
  void installing_tells_what_was_there_and_what_is() {
    Caller caller = world.caller(ALICE, Privilege.SE_ASSIGN_PRIMARY_TOKEN);
    Token before = caller.primary();
    Handle handle = world.handleOn(world.userToken(ALICE));
    world.events.clear();
    sure(() -> world.monitor.install(new Install.Request(caller, handle)));
    left(
        new PrimaryReplaced(
            PrimaryReplaced.Mode.INSTALL,
            caller.process().key(),
            before.id(),
            ALICE,
            handle.token().id(),
            ALICE,
            world.session.id(),
            8192,
            false));
  }

  @Test
  void impersonating_tells_the_level_asked_for_and_the_one_that_resulted() {
    Caller plain = world.caller(BOB);
    Handle client =
        world.handleOn(world.user(ALICE).impersonation(ImpersonationLevel.DELEGATION).build(World.minted(ALICE)));
    world.events.clear();
    sure(() -> world.monitor.impersonate(new Impersonate.Request(plain, client)));
    left(
        new Impersonated(
            false,
            client.token().id(),
            plain.effective().id(),
            ALICE,
            world.session.id(),
            ImpersonationLevel.DELEGATION,
            ImpersonationLevel.IDENTIFICATION,
            true,
            false,
            false));
    Caller server = world.caller(BOB, Privilege.SE_IMPERSONATE);
    world.events.clear();
    sure(() -> world.monitor.impersonate(new Impersonate.Request(server, client)));
    left(
        new Impersonated(
            false,
            client.token().id(),
            client.token().id(),
            ALICE,
            world.session.id(),
            ImpersonationLevel.DELEGATION,
            ImpersonationLevel.DELEGATION,
            false,
            false,
            true));
  }

  @Test
  void reverting_is_told_only_where_there_was_an_impersonation() {
    Caller caller = world.caller(ALICE);
    Token token =
        world.impersonating(
            caller, world.user(ALICE).impersonation(ImpersonationLevel.IMPERSONATION).build(World.minted(ALICE)));
    world.events.clear();
    world.monitor.revert(caller);
    left(new Reverted(token.id(), ALICE));
    world.monitor.revert(caller);
    left();
  }
}
