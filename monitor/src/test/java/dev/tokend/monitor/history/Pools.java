package dev.tokend.monitor.history;

import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.IntegrityLevel;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.kacs.token.TokenSpec;
import dev.tokend.monitor.World;
import dev.tokend.monitor.rights.TokenRights;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.DefaultSecurity;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.HeldToken;
import dev.tokend.monitor.state.LogonSession;
import dev.tokend.monitor.state.StoredDescriptor;
import dev.tokend.monitor.state.TokenBlueprint;
import dev.tokend.monitor.state.TokenBlueprintBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** What a random history holds: callers, handles, held tokens, and where it draws the next of them from. */
final class Pools {
  static final List<Sid> USERS = List.of(World.ALICE, World.BOB, WellKnown.SYSTEM);
  private static final int THREADS = 2;

  final World world = new World();
  final SplittableRandom random;
  final List<Caller> callers = new ArrayList<>();
  final List<Handle> handles = new ArrayList<>();
  final List<HeldToken> held = new ArrayList<>();
  private long nextProcess = 10_000;

  Pools(SplittableRandom random) {
    this.random = random;
    for (int i = 0; i < 5; i++) {
      addProcess();
    }
    callers.add(world.system());
  }

  void addProcess() {
    TokenBlueprint token = primary();
    long key = nextKey();
    var process = World.sure(() -> world.monitor.deriveProcess(key, token));
    for (int tid = 1; tid <= THREADS; tid++) {
      callers.add(new Caller(process, tid));
    }
  }

  long nextKey() {
    return nextProcess++;
  }

  Caller caller() {
    return callers.get(random.nextInt(callers.size()));
  }

  /** Any handle, or one of the last few: chains of operations on what has just been made find more. */
  Handle handle() {
    int size = handles.size();
    return handles.get(random.nextBoolean() ? random.nextInt(size) : size - 1 - random.nextInt(Math.min(4, size)));
  }

  /** Most often a handle that {@code wanted} likes, if there is one, since few handles would do by chance. */
  Handle handle(Predicate<Handle> wanted) {
    List<Handle> liked = handles.stream().filter(wanted).toList();
    return liked.isEmpty() || random.nextInt(4) == 0 ? handle() : liked.get(random.nextInt(liked.size()));
  }

  HeldToken heldToken() {
    return held.get(random.nextInt(held.size()));
  }

  LogonSession session() {
    List<LogonSession> published = new ArrayList<>(world.monitor.sessions().published());
    return published.get(random.nextInt(published.size()));
  }

  int mask() {
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> 0x0200_0000;
      case 3 -> TokenRights.ALL_ACCESS;
      case 4 -> TokenRights.QUERY;
      case 5 -> 0x1000_0000 << random.nextInt(4);
      case 6 -> random.nextInt() & TokenRights.ALL_ACCESS;
      default -> random.nextInt();
    };
  }

  int integrity() {
    IntegrityLevel[] levels = IntegrityLevel.values();
    return levels[random.nextInt(levels.length)].value();
  }

  TokenBlueprint primary() {
    return builder().build(descriptor());
  }

  TokenBlueprint impersonation() {
    ImpersonationLevel[] levels = ImpersonationLevel.values();
    return builder().impersonation(levels[random.nextInt(levels.length)]).build(descriptor());
  }

  private TokenBlueprintBuilder builder() {
    Sid user = USERS.get(random.nextInt(USERS.size()));
    TokenBlueprintBuilder builder =
        world
            .user(user, (random.nextBoolean() ? world.session : world.otherSession).id())
            .integrityLevel(integrity())
            .policies(new TokenSpec.Policies(random.nextInt(4), random.nextInt(16)))
            .privileges(World.holding(privileges()));
    if (random.nextInt(4) == 0) {
      builder.restriction(World.restrictedTo(random.nextBoolean() ? user : World.TEAM));
    }
    if (random.nextInt(8) == 0) {
      builder.restriction(new TokenSpec.Restriction(List.of(), true, true));
    }
    return builder;
  }

  private Privilege[] privileges() {
    Privilege[] all = Privilege.values();
    return switch (random.nextInt(3)) {
      case 0 -> all;
      case 1 -> new Privilege[0];
      default -> new Privilege[] {all[random.nextInt(all.length)], all[random.nextInt(all.length)]};
    };
  }

  private StoredDescriptor descriptor() {
    return switch (random.nextInt(3)) {
      case 0 -> StoredDescriptor.of(World.guarded(Ace.allow(TokenRights.ALL_ACCESS, WellKnown.EVERYONE)));
      case 1 -> DefaultSecurity.token(World.ALICE, World.ALICE);
      default -> DefaultSecurity.token(WellKnown.SYSTEM, USERS.get(random.nextInt(USERS.size())));
    };
  }
}
