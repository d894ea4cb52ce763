package dev.tokend.authority.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.authority.process.LinuxProcess;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.IntegrityLevel;
import dev.tokend.kacs.catalog.LogonType;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.kacs.token.LogonSessionSpec;
import dev.tokend.kacs.token.TokenSpec;
import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.operation.adjust.AdjustDefault;
import dev.tokend.monitor.operation.adjust.AdjustGroups;
import dev.tokend.monitor.operation.adjust.AdjustPrivileges;
import dev.tokend.monitor.operation.adjust.AdjustScope;
import dev.tokend.monitor.operation.adjust.DaclArgument;
import dev.tokend.monitor.operation.adjust.SetSecurity;
import dev.tokend.monitor.operation.derive.FilterArgument;
import dev.tokend.monitor.operation.derive.Link;
import dev.tokend.monitor.operation.derive.LinkArgument;
import dev.tokend.monitor.operation.impersonate.Impersonate;
import dev.tokend.monitor.operation.open.OpenKept;
import dev.tokend.monitor.operation.process.Install;
import dev.tokend.monitor.operation.process.NewProcess;
import dev.tokend.monitor.operation.process.RunLowered;
import dev.tokend.monitor.operation.query.PrivilegeCheck;
import dev.tokend.monitor.operation.session.CreateSession;
import dev.tokend.monitor.operation.session.DestroySession;
import dev.tokend.monitor.operation.session.InvalidateSession;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.rights.TokenRights;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.DefaultSecurity;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.HeldToken;
import dev.tokend.monitor.state.LogonSession;
import dev.tokend.monitor.state.PrivilegeState;
import dev.tokend.monitor.state.ProcessState;
import dev.tokend.monitor.state.StoredDescriptor;
import dev.tokend.monitor.state.TokenBlueprint;
import dev.tokend.monitor.state.TokenBlueprintBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** Random steps, each of which may change what is kept; none leaves a handle behind. */
final class KeptSteps {
  private static final int KINDS = 24;
  private static final int THREADS = 2;
  private static final Sid TEAM = Sid.of("S-1-5-21-10-20-30-2001");
  private static final List<Sid> USERS = List.of(KeptWorld.ALICE, TEAM, WellKnown.SYSTEM);

  private final KeptWorld world;
  private final Monitor monitor;
  private final SplittableRandom random;
  private long nextProcess = KeptWorld.FIRST_PROCESS;
  private int nextName;

  KeptSteps(KeptWorld world, SplittableRandom random) {
    this.world = world;
    this.monitor = world.monitor;
    this.random = random;
  }

  /** Does something that is kept; yields what, or that it was refused. */
  String kept() {
    world.keeping.begin();
    try {
      String step = run();
      assertThat(world.keeping.keep()).isTrue();
      return step;
    } catch (Refusal refusal) {
      world.keeping.failed();
      return "refused";
    }
  }

  /** Does something; yields what. */
  String run() throws Refusal {
    int kind = random.nextInt(KINDS);
    return switch (kind) {
      case 0 -> {
        LogonSessionSpec spec = new LogonSessionSpec(LogonType.BATCH, "test", KeptWorld.ALICE);
        long id = monitor.createSession(new CreateSession.Request(world.system(), Bytes.of(spec.toByteArray()))).id();
        world.requested(id, random.nextInt(3) - 1);
        yield "session";
      }
      case 1 -> {
        monitor.invalidateSession(new InvalidateSession.Request(world.system(), session().id()));
        yield "invalidate";
      }
      case 2 -> {
        monitor.destroySession(new DestroySession.Request(world.system(), session().id()));
        yield "destroy";
      }
      case 3, 4, 5 -> {
        world.pin(random.nextInt(3) - 1, "name-" + nextName++, monitor.keep(blueprint()));
        yield "pin";
      }
      case 6 -> {
        if (!world.pins.isEmpty()) {
          world.unpin(pick(pins()));
        }
        yield "unpin";
      }
      case 7, 8 -> started();
      case 9 -> ended();
      case 10 -> forked();
      case 11 -> {
        monitor.runLowered(
            new RunLowered.Request(
                caller(), new FilterArgument(random.nextLong(), 0, 0, 0, Bytes.of(new byte[0])), null));
        yield "run";
      }
      case 12 -> {
        monitor.revert(caller());
        yield "revert";
      }
      case 13 -> {
        monitor.endThread(caller().process().key(), 2);
        yield "end_thread";
      }
      case 14 -> {
        monitor.privilegeCheck(new PrivilegeCheck.Request(caller(), List.of(random.nextInt(64)), 0));
        yield "privilege_check";
      }
      default -> onHandle(kind);
    };
  }

  private String onHandle(int kind) throws Refusal {
    if (world.pins.isEmpty()) {
      return "nothing";
    }
    Caller caller = kind < 18 ? caller() : world.system();
    Handle handle = open(pick(pins()));
    try {
      return switch (kind) {
        case 15 -> {
          monitor.impersonate(new Impersonate.Request(caller, handle));
          yield "impersonate";
        }
        case 16, 17 -> {
          monitor.install(new Install.Request(caller, handle));
          yield "install";
        }
        case 18 -> linked(caller, handle);
        default -> adjusted(caller, handle);
      };
    } finally {
      monitor.close(handle);
    }
  }

  private String linked(Caller caller, Handle elevated) throws Refusal {
    Handle filtered = open(pick(pins()));
    try {
      monitor.link(
          new Link.Request(
              caller,
              null,
              new LinkArgument.TokenHandle(elevated),
              new LinkArgument.TokenHandle(filtered),
              elevated.token().session().id()));
    } finally {
      monitor.close(filtered);
    }
    return "link";
  }

  private String adjusted(Caller caller, Handle handle) throws Refusal {
    return switch (random.nextInt(5)) {
      case 0 -> {
        int attributes = List.of(0, 2, 4).get(random.nextInt(3));
        monitor.adjustPrivileges(
            new AdjustPrivileges.Request(
                handle, 0, List.of(new AdjustPrivileges.Entry(random.nextInt(36), attributes))));
        yield "privileges";
      }
      case 1 -> {
        monitor.adjustGroups(
            new AdjustGroups.Request(
                handle, 0, List.of(new AdjustGroups.Entry(random.nextInt(3), random.nextInt(2)))));
        yield "groups";
      }
      case 2 -> {
        monitor.adjustDefault(new AdjustDefault.Request(handle, new DaclArgument.Clear(), 0, random.nextInt(3)));
        yield "default";
      }
      case 3 -> {
        monitor.adjustScope(new AdjustScope.Request(caller, handle, random.nextInt()));
        yield "scope";
      }
      default -> {
        SecurityDescriptor input = guarded(Ace.allow(0xF01FF, WellKnown.SYSTEM), Ace.allow(8, TEAM));
        monitor.setSecurity(new SetSecurity.Request(caller, handle, 0, 4, Bytes.of(input.toByteArray())));
        yield "descriptor";
      }
    };
  }

  private String started() throws Refusal {
    if (monitor.processes().all().size() > 12) {
      return ended();
    }
    long key = nextProcess++;
    world.started(
        key,
        new LinuxProcess.Marks(random.nextInt(8) == 0, random.nextInt(8) == 0, random.nextBoolean()));
    monitor.deriveProcess(key, builder(world.derived.id(), pick(USERS)).build(open()));
    return "start";
  }

  private String ended() {
    List<ProcessState> all = processes();
    if (!all.isEmpty()) {
      long key = pick(all).key();
      monitor.endProcess(key);
      LinuxProcess process = world.processes.remove(key);
      monitor.whenRolledBack(() -> world.processes.put(key, process));
    }
    return "end";
  }

  private String forked() throws Refusal {
    Caller parent = caller();
    long key = nextProcess++;
    world.started(key, new LinuxProcess.Marks(false, false, false));
    monitor.newProcess(new NewProcess.Request(parent, key));
    return "fork";
  }

  private Caller caller() throws Refusal {
    // Not SYSTEM's own: what it would hold is not kept, since Linux knows nothing of that process.
    if (processes().isEmpty()) {
      started();
    }
    return new Caller(pick(processes()), 1 + random.nextInt(THREADS));
  }

  private List<ProcessState> processes() {
    return monitor.processes().all().stream()
        .filter(process -> process.key() >= KeptWorld.FIRST_PROCESS)
        .sorted(Comparator.comparingLong(ProcessState::key))
        .toList();
  }

  private List<Recorder.PinKey> pins() {
    return world.pins.keySet().stream().sorted(Comparator.comparing(key -> key.name().text())).toList();
  }

  private Handle open(Recorder.PinKey pin) throws Refusal {
    HeldToken held = world.pins.get(pin);
    return monitor.openKept(new OpenKept.Request(world.system(), held, TokenRights.ALL_ACCESS));
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private LogonSession session() {
    List<LogonSession> asked = new ArrayList<>(monitor.sessions().published());
    asked.removeIf(session -> !session.isRequested());
    return asked.isEmpty() ? world.derived : pick(asked);
  }

  private TokenBlueprint blueprint() {
    TokenBlueprintBuilder builder = builder(session().id(), pick(USERS));
    if (random.nextInt(3) == 0) {
      builder.impersonation(ImpersonationLevel.byValue(random.nextInt(4)));
    }
    if (random.nextInt(4) == 0) {
      boolean write = random.nextBoolean();
      builder.restriction(new TokenSpec.Restriction(List.of(new SidAndAttributes(TEAM, 4)), write, write));
    }
    return builder.build(random.nextBoolean() ? open() : guarded());
  }

  private TokenBlueprintBuilder builder(long session, Sid user) {
    IntegrityLevel[] levels = IntegrityLevel.values();
    long privileges = 0;
    for (Privilege privilege : Privilege.values()) {
      privileges |= random.nextInt(8) == 0 ? 0 : privilege.mask();
    }
    return TokenBlueprint.builder(session, user)
        .groupsAndLogonSid(
            List.of(
                new SidAndAttributes(WellKnown.EVERYONE, 0x7),
                new SidAndAttributes(TEAM, 0xE),
                new SidAndAttributes(WellKnown.AUTHENTICATED_USERS, 0x7)))
        .integrityLevel(levels[random.nextInt(levels.length)].value())
        .privileges(PrivilegeState.initial(privileges, privileges & random.nextLong()))
        .projection(new TokenSpec.Projection(1001, 2000, List.of(2000, 4)));
  }

  private static StoredDescriptor open() {
    return StoredDescriptor.of(guarded(Ace.allow(TokenRights.ALL_ACCESS, WellKnown.EVERYONE)));
  }

  private static StoredDescriptor guarded() {
    return DefaultSecurity.token(WellKnown.SYSTEM, KeptWorld.ALICE);
  }

  private static SecurityDescriptor guarded(Ace... dacl) {
    return SecurityDescriptor.builder()
        .owner(WellKnown.SYSTEM)
        .group(WellKnown.SYSTEM)
        .dacl(Acl.of(dacl))
        .build();
  }
}
