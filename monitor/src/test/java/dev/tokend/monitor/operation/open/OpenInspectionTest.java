package dev.tokend.monitor.operation.open;

import static dev.tokend.monitor.Refusals.refused;
import static dev.tokend.monitor.World.ALICE;
import static dev.tokend.monitor.World.BOB;
import static dev.tokend.monitor.World.sure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.kacs.token.TokenSpec;
import dev.tokend.monitor.World;
import dev.tokend.monitor.operation.adjust.AdjustDefault;
import dev.tokend.monitor.operation.adjust.AdjustGroups;
import dev.tokend.monitor.operation.adjust.AdjustPrivileges;
import dev.tokend.monitor.operation.adjust.AdjustScope;
import dev.tokend.monitor.operation.adjust.DaclArgument;
import dev.tokend.monitor.operation.adjust.SetSecurity;
import dev.tokend.monitor.operation.derive.Duplicate;
import dev.tokend.monitor.operation.derive.Filter;
import dev.tokend.monitor.operation.derive.FilterArgument;
import dev.tokend.monitor.operation.derive.GetLinked;
import dev.tokend.monitor.operation.derive.Link;
import dev.tokend.monitor.operation.derive.LinkArgument;
import dev.tokend.monitor.operation.impersonate.Impersonate;
import dev.tokend.monitor.operation.open.OpenInspection.Node;
import dev.tokend.monitor.operation.process.Install;
import dev.tokend.monitor.operation.query.GetSecurity;
import dev.tokend.monitor.operation.query.Query;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.rights.TokenRights;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Handle;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenInspectionTest {
  private static final String PROCESS = "tokens §22 row process";

  private final World world = new World();
  private final Caller alice = world.caller(ALICE);
  private final Caller bob = world.caller(BOB);

  @Test
  void a_caller_without_a_token_gets_nothing() {
    refused(world.monitor, "tokens §1", Errno.EACCES, () -> open(world.ended(), new Node.Self()));
  }

  @Test
  void every_token_can_look_at_itself() {
    Caller writeRestricted =
        world.caller(
            world
                .user(ALICE)
                .restriction(new TokenSpec.Restriction(List.of(), true, true))
                .build(World.guarded()));
    assertInspection(sure(() -> open(writeRestricted, new Node.Self())), writeRestricted.effective());
    Caller asked = world.caller(ALICE);
    world.impersonating(
        asked, world.user(ALICE).impersonation(ImpersonationLevel.IDENTIFICATION).build(World.minted(ALICE)));
    assertInspection(sure(() -> open(asked, new Node.Self())), asked.effective());
    assertInspection(sure(() -> open(asked, process(asked))), asked.primary());
    assertInspection(sure(() -> open(asked, thread(asked, asked.tid()))), asked.effective());
    assertInspection(sure(() -> open(asked, thread(asked, asked.tid() + 1))), asked.primary());
  }

  @Test
  void another_process_must_grant_it_and_its_tokens_descriptor_is_not_asked() {
    Caller guarded = world.caller(world.user(ALICE).build(World.guarded()));
    assertInspection(sure(() -> open(alice, process(guarded))), guarded.primary());
    assertInspection(sure(() -> open(alice, thread(guarded, guarded.tid()))), guarded.primary());
    refused(world.monitor, PROCESS, Errno.EACCES, () -> open(bob, process(guarded)));
    refused(world.monitor, PROCESS, Errno.EACCES, () -> open(bob, thread(guarded, guarded.tid())));
  }

  @Test
  void SeDebug_is_marked_used_when_it_was_needed() {
    Caller debugger = world.caller(BOB, Privilege.SE_DEBUG);
    sure(() -> open(debugger, process(debugger)));
    assertThat(debugger.primary().privileges().used()).isZero();
    assertInspection(sure(() -> open(debugger, process(alice))), alice.primary());
    assertThat(debugger.primary().privileges().used()).isEqualTo(Privilege.SE_DEBUG.mask());
  }

  @Test
  void targets_that_are_not_there() {
    for (Node node :
        List.of(
            new Node.OfProcess(new TargetProcess.NotADescriptor()),
            new Node.OfThread(new TargetThread.NotADescriptor(), 1))) {
      refused(world.monitor, PROCESS, Errno.EBADF, () -> open(alice, node));
    }
    for (Node node :
        List.of(
            new Node.OfProcess(new TargetProcess.Gone()),
            new Node.OfThread(new TargetThread.ProcessGone(), 1),
            new Node.OfThread(new TargetThread.NoSuchThread(), 1))) {
      refused(world.monitor, PROCESS, Errno.ESRCH, () -> open(alice, node));
    }
    refused(
        world.monitor,
        PROCESS,
        Errno.EACCES,
        () -> open(alice, new Node.OfProcess(new TargetProcess.NoToken())));
    refused(world.monitor, PROCESS, Errno.EACCES, () -> open(alice, process(world.ended())));
    refused(world.monitor, PROCESS, Errno.EACCES, () -> open(alice, thread(world.ended(), 1)));
  }

  @Test
  void the_handle_can_be_queried_and_nothing_else() {
    Caller system = world.system();
    Handle node = sure(() -> open(system, new Node.Self()));
    sure(
        () ->
            world.monitor.query(
                new Query.Request(node, QueryClass.USER.number(), Query.Request.UNBOUNDED)));
    Monitored m = (check, act) -> refused(world.monitor, check, Errno.EACCES, act);
    var monitor = world.monitor;
    m.refuses("tokens §22", () -> monitor.getSecurity(new GetSecurity.Request(system, node, 0, 1)));
    m.refuses(
        "tokens §22",
        () -> monitor.setSecurity(new SetSecurity.Request(system, node, 0, 1, Bytes.EMPTY)));
    m.refuses("tokens §15.2 row 2", () -> monitor.getLinked(new GetLinked.Request(system, node)));
    LinkArgument none = new LinkArgument.NotOpen();
    m.refuses("tokens §22", () -> monitor.link(new Link.Request(system, node, none, none, 1)));
    LinkArgument named = new LinkArgument.TokenHandle(node);
    m.refuses("tokens §15.1 row 4", () -> monitor.link(new Link.Request(system, null, named, named, 1)));
    m.refuses("tokens §12 row 1", () -> monitor.duplicate(new Duplicate.Request(system, node, 8, 1, 0)));
    m.refuses(
        "tokens §13 row 1",
        () -> monitor.filter(new Filter.Request(system, node, new FilterArgument(0, 0, 0, 0, Bytes.EMPTY))));
    m.refuses("tokens §10.5 row 1", () -> monitor.install(new Install.Request(system, node)));
    m.refuses("tokens §17.2 row 1", () -> monitor.impersonate(new Impersonate.Request(system, node)));
    m.refuses(
        "tokens §14.1 row 1",
        () -> monitor.adjustPrivileges(new AdjustPrivileges.Request(node, 0, List.of())));
    m.refuses("tokens §14.2 row 1", () -> monitor.adjustGroups(new AdjustGroups.Request(node, 0, List.of())));
    m.refuses(
        "tokens §14.3 row 1",
        () -> monitor.adjustDefault(new AdjustDefault.Request(node, new DaclArgument.Leave(), 0, 0)));
    m.refuses("tokens §14.4 row 1", () -> monitor.adjustScope(new AdjustScope.Request(system, node, 0)));
  }

  private interface Monitored {
    void refuses(String check, World.VoidAct act);
  }

  private static void assertInspection(Handle handle, Object token) {
    assertThat(handle.token()).isSameAs(token);
    assertThat(handle.mask()).isEqualTo(TokenRights.QUERY);
    assertThat(handle.kind()).isEqualTo(Handle.Kind.INSPECTION);
  }

  private static Node process(Caller target) {
    return new Node.OfProcess(new TargetProcess.Present(target.process()));
  }

  private static Node thread(Caller target, int tid) {
    return new Node.OfThread(new TargetThread.Present(target.process()), tid);
  }

  private Handle open(Caller caller, Node node) throws Refusal {
    return world.monitor.openInspection(new OpenInspection.Request(caller, node));
  }
}
