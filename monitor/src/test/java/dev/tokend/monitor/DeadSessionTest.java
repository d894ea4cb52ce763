package dev.tokend.monitor;

import static dev.tokend.monitor.Refusals.refused;
import static dev.tokend.monitor.World.ALICE;
import static dev.tokend.monitor.World.sure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.monitor.operation.adjust.AdjustDefault;
import dev.tokend.monitor.operation.adjust.AdjustGroups;
import dev.tokend.monitor.operation.adjust.AdjustPrivileges;
import dev.tokend.monitor.operation.adjust.AdjustScope;
import dev.tokend.monitor.operation.adjust.DaclArgument;
import dev.tokend.monitor.operation.adjust.SetSecurity;
import dev.tokend.monitor.operation.derive.CreateToken;
import dev.tokend.monitor.operation.derive.Duplicate;
import dev.tokend.monitor.operation.derive.Filter;
import dev.tokend.monitor.operation.derive.FilterArgument;
import dev.tokend.monitor.operation.derive.GetLinked;
import dev.tokend.monitor.operation.derive.Link;
import dev.tokend.monitor.operation.derive.LinkArgument;
import dev.tokend.monitor.operation.impersonate.CapturePeer;
import dev.tokend.monitor.operation.impersonate.Impersonate;
import dev.tokend.monitor.operation.open.OpenInspection;
import dev.tokend.monitor.operation.open.OpenPeer;
import dev.tokend.monitor.operation.open.OpenProcess;
import dev.tokend.monitor.operation.open.OpenSelf;
import dev.tokend.monitor.operation.open.PeerEvidence;
import dev.tokend.monitor.operation.open.TargetProcess;
import dev.tokend.monitor.operation.process.Install;
import dev.tokend.monitor.operation.process.NewProcess;
import dev.tokend.monitor.operation.query.GetSecurity;
import dev.tokend.monitor.operation.query.Query;
import dev.tokend.monitor.operation.session.InvalidateSession;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.rights.TokenRights;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.HeldToken;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of dead sessions in tokens §4, row by row. */
class DeadSessionTest {
  private final World world = new World();
  private final Monitor monitor = world.monitor;
  private final long dead = world.otherSession.id();
  private final Caller system = world.system();
  private final Caller victim = world.caller(world.user(ALICE, dead).build(World.minted(ALICE)));
  private final Handle handle = world.handleOn(world.user(ALICE, dead).build(World.minted(ALICE)));
  private final Handle second = world.handleOn(world.user(ALICE, dead).build(World.minted(ALICE)));
  private final Handle client =
      world.handleOn(
          world.user(ALICE, dead).impersonation(ImpersonationLevel.IMPERSONATION).build(World.minted(ALICE)));

  DeadSessionTest() {
    sure(() -> monitor.invalidateSession(new InvalidateSession.Request(system, dead)));
  }

  @Test
  void every_access_check_with_such_a_subject_is_denied() {
    int query = TokenRights.QUERY;
    refused(
        monitor,
        "tokens §9.1 row 4",
        Errno.EACCES,
        () -> monitor.openSelf(new OpenSelf.Request(victim, 0, query)));
    refused(
        monitor,
        "tokens §9.2 row 6",
        Errno.EACCES,
        () ->
            monitor.openProcess(
                new OpenProcess.Request(victim, new TargetProcess.Present(victim.process()), query)));
    refused(
        monitor,
        "tokens §16 get row 3",
        Errno.EACCES,
        () -> monitor.getSecurity(new GetSecurity.Request(victim, handle, 0, 1)));
    refused(
        monitor,
        "tokens §16 set row 3",
        Errno.EACCES,
        () -> monitor.setSecurity(new SetSecurity.Request(victim, handle, 0, 1, Bytes.of((byte) 1))));
    refused(
        monitor,
        "tokens §12 row 7",
        Errno.EACCES,
        () -> monitor.duplicate(new Duplicate.Request(victim, handle, query, 1, 0)));
  }

  @Test
  void the_refusal_says_that_the_session_is_the_reason_and_no_right_would_help() {
    List<World.Act<?>> acts =
        List.of(
            () -> monitor.openSelf(new OpenSelf.Request(victim, 0, TokenRights.QUERY)),
            () ->
                monitor.openProcess(
                    new OpenProcess.Request(
                        victim, new TargetProcess.Present(system.process()), TokenRights.QUERY)),
            () -> monitor.getSecurity(new GetSecurity.Request(victim, handle, 0, 1)),
            () -> monitor.listSessions(victim),
            () -> monitor.seeSessions(victim));
    for (World.Act<?> act : acts) {
      assertThatExceptionOfType(Refusal.class)
          .isThrownBy(act::run)
          .satisfies(refusal -> {
            assertThat(refusal.reason()).isEqualTo("the caller's logon session was invalidated");
            assertThat(refusal.need()).isNull();
          });
    }
  }

  @Test
  void no_token_is_minted_into_it_and_none_of_its_tokens_installed() {
    refused(
        monitor,
        "tokens §11 row 4",
        Errno.EINVAL,
        () -> monitor.createToken(new CreateToken.Request(system, Worked.spec("C"))));
    refused(
        monitor,
        "tokens §10.5 row 4",
        Errno.EACCES,
        () -> monitor.install(new Install.Request(system, handle)));
  }

  @Test
  void what_is_done_on_a_handle_already_held_goes_on() {
    sure(() -> monitor.query(new Query.Request(handle, QueryClass.GROUPS.number(), 0)));
    sure(
        () ->
            monitor.adjustPrivileges(
                new AdjustPrivileges.Request(handle, 0, List.of(new AdjustPrivileges.Entry(5, 0)))));
    sure(
        () ->
            monitor.adjustGroups(
                new AdjustGroups.Request(handle, 0, List.of(new AdjustGroups.Entry(3, 0)))));
    sure(
        () -> monitor.adjustDefault(new AdjustDefault.Request(handle, new DaclArgument.Clear(), 0, 0)));
    sure(() -> monitor.adjustScope(new AdjustScope.Request(system, handle, 3)));
    sure(
        () ->
            monitor.filter(
                new Filter.Request(victim, handle, new FilterArgument(0, 0, 0, 0, Bytes.EMPTY))));
    sure(
        () ->
            monitor.link(
                new Link.Request(
                    system,
                    null,
                    new LinkArgument.TokenHandle(handle),
                    new LinkArgument.TokenHandle(second),
                    dead)));
    sure(() -> monitor.getLinked(new GetLinked.Request(victim, handle)));
    sure(() -> monitor.duplicate(new Duplicate.Request(system, handle, TokenRights.QUERY, 1, 0)));
  }

  @Test
  void what_is_no_access_check_works() {
    Caller server = world.caller(ALICE);
    sure(() -> monitor.impersonate(new Impersonate.Request(server, client)));
    monitor.revert(server);
    HeldToken peer =
        sure(() -> monitor.capturePeer(new CapturePeer.Request(victim, ImpersonationLevel.IMPERSONATION)));
    sure(() -> monitor.openPeer(new OpenPeer.Request(new PeerEvidence.Captured(peer))));
    sure(() -> monitor.openInspection(new OpenInspection.Request(victim, new OpenInspection.Node.Self())));
    sure(() -> monitor.newProcess(new NewProcess.Request(victim, 4242)));
  }

  @Test
  void a_process_whose_session_is_dead_can_be_derived_again_and_stays_dead() {
    sure(
        () ->
            monitor.deriveProcess(
                victim.process().key(), world.user(ALICE, dead).build(World.minted(ALICE))));
    refused(
        monitor,
        "tokens §9.1 row 4",
        Errno.EACCES,
        () -> monitor.openSelf(new OpenSelf.Request(victim, 0, TokenRights.QUERY)));
  }

  @Test
  void it_ends_by_the_usual_rules() {
    monitor.close(handle);
    monitor.close(second);
    monitor.close(client);
    monitor.endProcess(victim.process().key());
    assertThat(monitor.sessions().find(dead)).isSameAs(world.otherSession);
    monitor.letGo(world.anchors.getLast());
    assertThat(monitor.sessions().find(dead)).isNull();
  }
}
