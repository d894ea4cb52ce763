package dev.tokend.bench;

import dev.tokend.kacs.catalog.AceType;
import dev.tokend.kacs.catalog.LogonType;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.BasicAce;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sid.GroupAttributes;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.kacs.token.TokenSource;
import dev.tokend.kacs.token.TokenSpec;
import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.operation.open.OpenSelf;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.HeldToken;
import dev.tokend.monitor.state.LogonSession;
import dev.tokend.monitor.state.PrivilegeState;
import dev.tokend.monitor.state.ProcessState;
import dev.tokend.monitor.state.SessionBlueprint;
import dev.tokend.monitor.state.TokenBlueprint;
import dev.tokend.monitor.state.TokenDefaults;
import java.util.ArrayList;
import java.util.List;

/**
 * A monitor with so many tokens: of each hundred tokens one session, with a user of its own; of each twenty a process, at
 * most 50,000; of each ten a handle. Every token is made from scratch, as an authority makes them that is asked about one
 * process after another: nothing is shared but what the monitor makes shared.
 */
final class Population {
  static final int QUERY = 0x8;
  static final int TOKENS_OF_A_SESSION = 100;

  private static final int TOKENS_OF_A_PROCESS = 20;
  private static final int TOKENS_OF_A_HANDLE = 10;
  private static final int ENABLED = GroupAttributes.MANDATORY | GroupAttributes.ENABLED_BY_DEFAULT | GroupAttributes.ENABLED;
  private static final int GROUPS_OF_ITS_OWN = 6;
  private static final int GROUPS = 18;
  private static final int FIRST_UID = 100_000;
  private static final int MEDIUM = 8192;
  private static final int USER_RIGHTS = 0xEE;
  private static final int ALL = 0xF01FF;

  final Monitor monitor = new Monitor(() -> 0, event -> {});
  final List<LogonSession> sessions = new ArrayList<>();
  final List<HeldToken> tokens = new ArrayList<>();
  final List<ProcessState> processes = new ArrayList<>();
  final List<Handle> handles = new ArrayList<>();

  /** Makes more of everything, until there are so many tokens. */
  void growTo(int count) throws Refusal {
    for (int i = tokens.size() + processes.size(); i < count; i++) {
      if (i % TOKENS_OF_A_SESSION == 0) {
        Sid user = Sid.unixUser(FIRST_UID + sessions.size());
        LogonSession session = monitor.openSession(new SessionBlueprint(LogonType.INTERACTIVE, "Linux", user, 0));
        monitor.holdSession(session);
        sessions.add(session);
      }
      if (i % TOKENS_OF_A_PROCESS == 0) {
        processes.add(monitor.deriveProcess(key(i), blueprint(i)));
      } else {
        tokens.add(monitor.keep(blueprint(i)));
      }
      if (i % TOKENS_OF_A_HANDLE == 0) {
        handles.add(monitor.openSelf(new OpenSelf.Request(caller(i), 0, QUERY)));
      }
    }
  }

  /** Some caller. */
  Caller caller(int index) {
    return new Caller(processes.get(index % processes.size()), 1);
  }

  static long key(int index) {
    return 1_000_000_000L + index;
  }

  /** The fields of a user's token, with the groups of its project and those of everybody. */
  TokenBlueprint blueprint(int index) {
    LogonSession session = sessions.get(index / TOKENS_OF_A_SESSION % sessions.size());
    int uid = FIRST_UID + index / TOKENS_OF_A_SESSION % sessions.size();
    Sid user = Sid.unixUser(uid);
    List<SidAndAttributes> groups = new ArrayList<>();
    groups.add(new SidAndAttributes(Sid.unixGroup(uid), ENABLED | GroupAttributes.OWNER));
    groups.add(new SidAndAttributes(Sid.of("S-1-1-0"), ENABLED));
    groups.add(new SidAndAttributes(Sid.of("S-1-5-11"), ENABLED));
    for (int i = 0; i < GROUPS; i++) {
      int gid = i < GROUPS_OF_ITS_OWN ? 10_000 + (uid % 1000) * GROUPS_OF_ITS_OWN + i : 1000 + i;
      groups.add(new SidAndAttributes(Sid.unixGroup(gid), ENABLED));
    }
    return TokenBlueprint.builder(session.id(), user)
        .groupsAndLogonSid(groups)
        .privileges(PrivilegeState.initial(1L << 23, 1L << 23))
        .integrityLevel(MEDIUM)
        .policies(new TokenSpec.Policies(1, 0))
        .source(TokenSource.of("linux", index))
        .projection(new TokenSpec.Projection(uid, uid, List.of(1000, 1001, 1002)))
        .defaults(new TokenDefaults(0, 1, Acl.of(allow(user, 0x1000_0000), allow(WellKnown.SYSTEM, 0x1000_0000))))
        .build(descriptor(user));
  }

  private static SecurityDescriptor descriptor(Sid user) {
    return SecurityDescriptor.builder()
        .owner(WellKnown.SYSTEM)
        .group(WellKnown.SYSTEM)
        .dacl(Acl.of(allow(user, USER_RIGHTS), allow(WellKnown.SYSTEM, ALL), allow(WellKnown.ADMINISTRATORS, ALL)))
        .build();
  }

  private static BasicAce allow(Sid sid, int mask) {
    return new BasicAce(AceType.ACCESS_ALLOWED, 0, mask, sid);
  }
}
