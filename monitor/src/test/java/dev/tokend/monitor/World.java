package dev.tokend.monitor;

import dev.tokend.kacs.access.PipLabel;
import dev.tokend.kacs.catalog.IntegrityLevel;
import dev.tokend.kacs.catalog.LogonType;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.kacs.token.TokenSpec;
import dev.tokend.monitor.event.MonitorEvent;
import dev.tokend.monitor.operation.impersonate.Impersonate;
import dev.tokend.monitor.operation.open.OpenKept;
import dev.tokend.monitor.operation.open.OpenSelf;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.rights.TokenRights;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.DefaultSecurity;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.HeldToken;
import dev.tokend.monitor.state.IdSeeds;
import dev.tokend.monitor.state.LogonSession;
import dev.tokend.monitor.state.PrivilegeState;
import dev.tokend.monitor.state.SessionBlueprint;
import dev.tokend.monitor.state.StoredDescriptor;
import dev.tokend.monitor.state.Token;
import dev.tokend.monitor.state.TokenBlueprint;
import dev.tokend.monitor.state.TokenBlueprintBuilder;
import java.util.ArrayList;
import java.util.List;

/** A monitor in memory with two logon sessions, a stopped clock and an audit trail that can be read. */
public final class World {
  public static final Sid ALICE = Sid.of("S-1-5-21-10-20-30-1001");
  public static final Sid BOB = Sid.of("S-1-5-21-10-20-30-1002");
  public static final Sid DOMAIN_USERS = Sid.of("S-1-5-21-10-20-30-513");
  public static final Sid TEAM = Sid.of("S-1-5-21-10-20-30-2001");
  public static final long NOW = 1_750_000_000L;
  public static final int NO_WRITE_UP = 1;

  public final List<MonitorEvent> events = new ArrayList<>();
  public final List<HeldToken> anchors = new ArrayList<>();
  public final Monitor monitor;
  public final LogonSession session;
  public final LogonSession otherSession;
  private long nextProcess = 1;

  public World() {
    this(IdSeeds.FRESH);
  }

  public World(IdSeeds seeds) {
    monitor = new Monitor(() -> NOW, events::add, seeds);
    session = openSession(ALICE);
    otherSession = openSession(ALICE);
    // A session ends with its last token; these two last as long as the test.
    anchors.add(sure(() -> monitor.keep(userToken(ALICE))));
    anchors.add(sure(() -> monitor.keep(user(ALICE, otherSession.id()).build(minted(ALICE)))));
    events.clear();
  }

  public LogonSession openSession(Sid user) {
    return sure(
        () -> monitor.openSession(new SessionBlueprint(LogonType.INTERACTIVE, "Negotiate", user, NOW)));
  }

  /** A Medium user with the usual groups and the team, in the first session. */
  public TokenBlueprintBuilder user(Sid user) {
    return user(user, session.id());
  }

  public TokenBlueprintBuilder user(Sid user, long sessionId) {
    return TokenBlueprint.builder(sessionId, user)
        .groupsAndLogonSid(
            List.of(
                new SidAndAttributes(DOMAIN_USERS, 0x7),
                new SidAndAttributes(WellKnown.EVERYONE, 0x7),
                new SidAndAttributes(WellKnown.AUTHENTICATED_USERS, 0x7),
                new SidAndAttributes(TEAM, 0xE)))
        .integrityLevel(IntegrityLevel.MEDIUM.value())
        .policies(new TokenSpec.Policies(NO_WRITE_UP, 0))
        .projection(new TokenSpec.Projection(1001, 2000, List.of(2000, 2001, 4)));
  }

  /** The same, guarded as if SYSTEM had minted it. */
  public TokenBlueprint userToken(Sid user) {
    return user(user).build(minted(user));
  }

  public TokenBlueprint userToken(Sid user, Privilege... privileges) {
    return user(user).privileges(holding(privileges)).build(minted(user));
  }

  public static StoredDescriptor minted(Sid user) {
    return DefaultSecurity.token(WellKnown.SYSTEM, user);
  }

  /** A descriptor of SYSTEM's with these ACEs only. */
  public static SecurityDescriptor guarded(Ace... dacl) {
    return SecurityDescriptor.builder()
        .owner(WellKnown.SYSTEM)
        .group(WellKnown.SYSTEM)
        .dacl(Acl.of(dacl))
        .build();
  }

  /** Restricted to these SIDs. */
  public static TokenSpec.Restriction restrictedTo(Sid... sids) {
    List<SidAndAttributes> entries = new ArrayList<>();
    for (Sid sid : sids) {
      entries.add(new SidAndAttributes(sid, 0x4));
    }
    return new TokenSpec.Restriction(entries, false, false);
  }

  public static PrivilegeState holding(Privilege... privileges) {
    long mask = 0;
    for (Privilege privilege : privileges) {
      mask |= privilege.mask();
    }
    return PrivilegeState.initial(mask, mask);
  }

  /** A new process with this token; the leading thread calls. */
  public Caller caller(TokenBlueprint token) {
    return caller(token, PipLabel.NONE);
  }

  public Caller caller(TokenBlueprint token, PipLabel pip) {
    long key = nextProcess++;
    return new Caller(sure(() -> monitor.deriveProcess(key, pip, token)), (int) key);
  }

  public Caller caller(Sid user, Privilege... privileges) {
    return caller(userToken(user, privileges));
  }

  /** A process whose token grants its own user everything. */
  public Caller ownCaller(Sid user, Privilege... privileges) {
    SecurityDescriptor own = guarded(Ace.allow(TokenRights.ALL_ACCESS, user));
    return caller(userToken(user, privileges).with(StoredDescriptor.of(own)));
  }

  /** A process whose token is restricted to these SIDs. */
  public Caller restrictedCaller(Sid user, Sid... sids) {
    return caller(user(user).restriction(restrictedTo(sids)).build(minted(user)));
  }

  /** A process of SYSTEM's: every right to every minted token. */
  public Caller system() {
    return caller(monitor.system().blueprint());
  }

  /** A caller whose process has ended while the request was on its way. */
  public Caller ended() {
    Caller caller = caller(userToken(ALICE));
    monitor.endProcess(caller.process().key());
    return caller;
  }

  /** A handle with every right on a fresh token that nothing else holds. */
  public Handle handleOn(TokenBlueprint token) {
    return handleOn(token, TokenRights.ALL_ACCESS);
  }

  /** A handle with exactly these rights on a fresh token that nothing else holds. */
  public Handle handleOn(TokenBlueprint token, int mask) {
    HeldToken kept = sure(() -> monitor.keep(token));
    Handle handle = handleOn(kept.token(), mask);
    monitor.letGo(kept);
    return handle;
  }

  /** A handle with exactly these rights, opened by a process of SYSTEM's that has ended since. */
  public Handle handleOn(Token token, int mask) {
    Caller system = system();
    HeldToken kept = monitor.keep(token);
    Handle handle = sure(() -> monitor.openKept(new OpenKept.Request(system, kept, mask)));
    monitor.letGo(kept);
    monitor.endProcess(system.process().key());
    return handle;
  }

  /** Makes the caller act as a fresh token of this blueprint, through every gate. */
  public Token impersonating(Caller caller, TokenBlueprint token) {
    Handle handle = handleOn(token);
    sure(() -> monitor.impersonate(new Impersonate.Request(caller, handle)));
    monitor.close(handle);
    return caller.effective();
  }

  /** What the caller opens of a fresh token of this blueprint. */
  public Handle openKept(Caller caller, TokenBlueprint token, int mask) {
    HeldToken kept = sure(() -> monitor.keep(token));
    Handle handle = sure(() -> monitor.openKept(new OpenKept.Request(caller, kept, mask)));
    monitor.letGo(kept);
    return handle;
  }

  public Handle openSelf(Caller caller, int mask) {
    return sure(() -> monitor.openSelf(new OpenSelf.Request(caller, 0, mask)));
  }

  /** What must not be refused. */
  public static <T> T sure(Act<T> act) {
    try {
      return act.run();
    } catch (Refusal refusal) {
      throw new AssertionError(refusal.check() + ": " + refusal.getMessage(), refusal);
    }
  }

  /** What must not be refused. */
  public static void sure(VoidAct act) {
    sure(
        () -> {
          act.run();
          return true;
        });
  }

  /** Something that may be refused. */
  @FunctionalInterface
  public interface Act<T> {
    T run() throws Refusal;
  }

  /** Something without a result that may be refused. */
  @FunctionalInterface
  public interface VoidAct {
    void run() throws Refusal;
  }
}
