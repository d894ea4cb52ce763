package dev.tokend.monitor.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.ElevationType;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.LogonType;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.token.LogonSessionSpec;
import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.Worked;
import dev.tokend.monitor.World;
import dev.tokend.monitor.operation.adjust.AdjustDefault;
import dev.tokend.monitor.operation.adjust.AdjustGroups;
import dev.tokend.monitor.operation.adjust.AdjustPrivileges;
import dev.tokend.monitor.operation.adjust.AdjustScope;
import dev.tokend.monitor.operation.adjust.DaclArgument;
import dev.tokend.monitor.operation.adjust.SetSecurity;
import dev.tokend.monitor.operation.derive.CreateToken;
import dev.tokend.monitor.operation.derive.Duplicate;
import dev.tokend.monitor.operation.derive.Filter;
import dev.tokend.monitor.operation.derive.GetLinked;
import dev.tokend.monitor.operation.derive.Link;
import dev.tokend.monitor.operation.derive.LinkArgument;
import dev.tokend.monitor.operation.impersonate.CapturePeer;
import dev.tokend.monitor.operation.open.OpenInspection;
import dev.tokend.monitor.operation.open.OpenKept;
import dev.tokend.monitor.operation.open.OpenPeer;
import dev.tokend.monitor.operation.open.OpenProcess;
import dev.tokend.monitor.operation.open.OpenSelf;
import dev.tokend.monitor.operation.open.OpenThread;
import dev.tokend.monitor.operation.open.PeerEvidence;
import dev.tokend.monitor.operation.open.TargetProcess;
import dev.tokend.monitor.operation.open.TargetThread;
import dev.tokend.monitor.operation.query.GetSecurity;
import dev.tokend.monitor.operation.query.PrivilegeCheck;
import dev.tokend.monitor.operation.query.Query;
import dev.tokend.monitor.operation.session.CreateSession;
import dev.tokend.monitor.operation.session.DestroySession;
import dev.tokend.monitor.operation.session.InvalidateSession;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.rights.TokenRights;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.HeldToken;
import dev.tokend.monitor.state.Token;
import java.util.List;
import java.util.SplittableRandom;

/** One random operation by a random caller; what a derivation makes is held against what it was made from. */
final class Steps {
  private static final int KINDS = 36;

  private final Pools pools;
  private final Monitor monitor;
  private final SplittableRandom random;
  private final ProcessSteps processes;

  Steps(Pools pools) {
    this.pools = pools;
    this.monitor = pools.world.monitor;
    this.random = pools.random;
    this.processes = new ProcessSteps(pools);
  }

  String run() throws Refusal {
    Caller caller = pools.caller();
    int kind = pools.handles.isEmpty() || pools.held.isEmpty() ? random.nextInt(5) : random.nextInt(KINDS);
    return switch (kind) {
      case 0, 1 -> opened("open_self", monitor.openSelf(new OpenSelf.Request(caller, random.nextInt(2), pools.mask())));
      case 2 -> kept(monitor.keep(random.nextBoolean() ? pools.primary() : pools.impersonation()));
      case 3 -> kept(monitor.capturePeer(new CapturePeer.Request(caller, level())));
      case 4 -> kept(monitor.capture(pools.impersonation()));
      case 5 -> opened("open_kept", monitor.openKept(new OpenKept.Request(caller, pools.heldToken(), pools.mask())));
      case 6 -> opened("open_peer", monitor.openPeer(new OpenPeer.Request(peer())));
      case 7 -> opened("open_process", monitor.openProcess(new OpenProcess.Request(caller, process(), pools.mask())));
      case 8 ->
          opened(
              "open_thread",
              monitor.openThread(
                  new OpenThread.Request(caller, thread(), 1 + random.nextInt(2), pools.mask())));
      case 9 -> opened("open_inspection", monitor.openInspection(new OpenInspection.Request(caller, node())));
      case 10 -> closed();
      case 11 -> letGo();
      case 12, 13 -> duplicated(caller);
      case 14, 15 -> filtered(caller);
      case 16 -> adjustedPrivileges();
      case 17 -> adjustedGroups();
      case 18 -> adjustedDefault();
      case 19 -> {
        monitor.adjustScope(new AdjustScope.Request(caller, pools.handle(), random.nextInt()));
        yield "adjust_scope";
      }
      case 20 -> described(caller);
      case 21 -> {
        monitor.getSecurity(new GetSecurity.Request(caller, pools.handle(), 0, 1 << random.nextInt(5)));
        yield "get_security";
      }
      case 22, 23 -> linked(caller);
      case 24 -> partner(caller);
      case 25, 26 -> processes.impersonated(caller);
      case 27 -> {
        monitor.revert(caller);
        yield "revert";
      }
      case 28 -> processes.installed(caller);
      case 29 -> processes.forked(caller);
      case 30 -> processes.ended(caller);
      case 31 -> processes.executed(caller);
      case 32 -> processes.lowered(caller);
      case 33 -> {
        monitor.privilegeCheck(new PrivilegeCheck.Request(caller, List.of(random.nextInt(64)), 0));
        yield "privilege_check";
      }
      case 34 -> session(caller);
      default -> {
        monitor.query(new Query.Request(pools.handle(), random.nextInt(26), random.nextInt(2) - 1));
        yield "query";
      }
    };
  }

  private String opened(String name, Handle handle) {
    pools.handles.add(handle);
    return name;
  }

  private String kept(HeldToken held) {
    pools.held.add(held);
    return "keep";
  }

  private String closed() {
    Handle handle = pools.handles.remove(random.nextInt(pools.handles.size()));
    monitor.close(handle);
    return "close";
  }

  private String letGo() {
    monitor.letGo(pools.held.remove(random.nextInt(pools.held.size())));
    return "let_go";
  }

  private String duplicated(Caller caller) throws Refusal {
    Handle source = pools.handle();
    Handle copy =
        monitor.duplicate(
            new Duplicate.Request(caller, source, pools.mask(), 1 + random.nextInt(2), random.nextInt(4)));
    Derivations.assertNoMore(source.token(), copy.token());
    return opened("duplicate", copy);
  }

  private String filtered(Caller caller) throws Refusal {
    Handle source = pools.handle();
    Handle copy = monitor.filter(new Filter.Request(caller, source, Derivations.filter(random, source.token())));
    assertThat(copy.mask()).isEqualTo(source.mask());
    Derivations.assertNoMore(source.token(), copy.token());
    return opened("filter", copy);
  }

  private String adjustedPrivileges() throws Refusal {
    int attributes = List.of(0, 2, 4, 0x8000_0000).get(random.nextInt(4));
    int luid = attributes < 0 ? 0 : random.nextInt(64);
    monitor.adjustPrivileges(
        new AdjustPrivileges.Request(pools.handle(), 0, List.of(new AdjustPrivileges.Entry(luid, attributes))));
    return "adjust_privileges";
  }

  private String adjustedGroups() throws Refusal {
    AdjustGroups.Entry entry =
        random.nextInt(4) == 0
            ? new AdjustGroups.Entry(AdjustGroups.RESET, 0)
            : new AdjustGroups.Entry(random.nextInt(5), random.nextInt(2));
    monitor.adjustGroups(new AdjustGroups.Request(pools.handle(), 0, List.of(entry)));
    return "adjust_groups";
  }

  private String adjustedDefault() throws Refusal {
    DaclArgument dacl = random.nextBoolean() ? new DaclArgument.Leave() : new DaclArgument.Clear();
    monitor.adjustDefault(new AdjustDefault.Request(pools.handle(), dacl, random.nextInt(6), random.nextInt(6)));
    return "adjust_default";
  }

  private String described(Caller caller) throws Refusal {
    Sid user = Pools.USERS.get(random.nextInt(Pools.USERS.size()));
    SecurityDescriptor input =
        SecurityDescriptor.builder()
            .owner(user)
            .group(user)
            .sacl(Acl.of(Ace.label(2, pools.integrity())))
            .dacl(Acl.of(Ace.allow(random.nextInt() & 0x000F_01FF, user)))
            .build();
    monitor.setSecurity(
        new SetSecurity.Request(
            caller, pools.handle(), 0, 1 << random.nextInt(5), Bytes.of(input.toByteArray())));
    return "set_security";
  }

  private String linked(Caller caller) throws Refusal {
    Handle elevated = pools.handle(Steps::canBeLinked);
    Token first = elevated.token();
    Handle filtered =
        pools.handle(
            other ->
                canBeLinked(other)
                    && other.token() != first
                    && other.token().session() == first.session()
                    && other.token().user().equals(first.user()));
    monitor.link(
        new Link.Request(
            caller,
            null,
            new LinkArgument.TokenHandle(elevated),
            new LinkArgument.TokenHandle(filtered),
            first.session().id()));
    return "link";
  }

  private static boolean canBeLinked(Handle handle) {
    return handle.has(TokenRights.DUPLICATE) && handle.token().type() == TokenType.PRIMARY;
  }

  private String partner(Caller caller) throws Refusal {
    Handle handle = pools.handle(other -> other.token().elevation() != ElevationType.DEFAULT);
    GetLinked.Linked linked = monitor.getLinked(new GetLinked.Request(caller, handle));
    assertThat(linked.real()).isEqualTo(caller.primary().holds(Privilege.SE_TCB));
    return opened("get_linked", linked.handle());
  }

  private String session(Caller caller) throws Refusal {
    switch (random.nextInt(12)) {
      case 0 -> {
        long id = pools.session().id();
        if (id != pools.world.session.id()) {
          monitor.invalidateSession(new InvalidateSession.Request(caller, id));
        }
      }
      case 1, 2, 3 -> monitor.destroySession(new DestroySession.Request(caller, pools.session().id()));
      case 4, 5, 6 -> {
        Bytes spec = Worked.spec(random.nextBoolean() ? "B" : "C");
        return opened("create_token", monitor.createToken(new CreateToken.Request(caller, spec)));
      }
      default ->
          monitor.createSession(
              new CreateSession.Request(
                  caller,
                  Bytes.of(new LogonSessionSpec(LogonType.BATCH, "test", World.BOB).toByteArray())));
    }
    return "session";
  }

  private ImpersonationLevel level() {
    return ImpersonationLevel.byValue(random.nextInt(4));
  }

  private PeerEvidence peer() {
    return new PeerEvidence.Captured(pools.heldToken());
  }

  private TargetProcess process() {
    return new TargetProcess.Present(pools.caller().process());
  }

  private TargetThread thread() {
    return new TargetThread.Present(pools.caller().process());
  }

  private OpenInspection.Node node() {
    return random.nextBoolean() ? new OpenInspection.Node.Self() : new OpenInspection.Node.OfProcess(process());
  }
}
