package dev.tokend.authority.derive;

import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.LogonType;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.kacs.token.TokenSource;
import dev.tokend.kacs.token.TokenSpec;
import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.port.Clock;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.state.LogonSession;
import dev.tokend.monitor.state.PrivilegeState;
import dev.tokend.monitor.state.TokenBlueprint;
import dev.tokend.monitor.state.TokenBlueprintBuilder;
import dev.tokend.monitor.state.TokenDefaults;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the token of a Linux identity together; each field as docs/derived-tokens.md says. */
public final class DerivedTokens {

  private static final int NO_WRITE_UP = 0x1;
  private static final int NO_AUDIT = 0;
  private static final int MOST_SESSIONS = 4096;
  private static final int OWNER_IS_USER = 0;
  private static final int PRIMARY_GROUP_IS_FIRST = 1;

  private final DerivedSessions sessions;
  private final Accounts accounts;
  private final Set<Integer> administrators;
  private final HostFacts host;
  private final Clock clock;

  /**
   * @param administrators the gids whose members may become administrators
   */
  public DerivedTokens(
      Monitor monitor, Accounts accounts, Set<Integer> administrators, HostFacts host, Clock clock) {
    this.sessions = new DerivedSessions(monitor, MOST_SESSIONS);
    this.accounts = accounts;
    this.administrators = Set.copyOf(administrators);
    this.host = host;
    this.clock = clock;
  }

  /** The primary token of a process, or null while the name service is still being asked about its user. */
  public @Nullable TokenBlueprint blueprint(LinuxIdentity identity) throws Refusal {
    Accounts.Known account = accounts.account(identity.uid());
    if (!account.settled()) {
      return null;
    }
    Sid user = userOf(identity);
    return builder(identity, account.facts(), user).build(DerivedSecurity.descriptor(user));
  }

  /** Which Linux session a logon session was made for, or null if it is none that can be found again. */
  public @Nullable SessionKey sessionKey(LogonSession session) {
    return sessions.keyOf(session);
  }

  /** A logon session that an earlier authority made for a Linux session. */
  public void restore(SessionKey key, LogonSession session) {
    sessions.restore(key, session);
  }

  /**
   * The token of a peer on a socket, at a level, or null while the name service is still being asked.
   *
   * @param identity what the kernel captured of the peer
   */
  public @Nullable TokenBlueprint peerBlueprint(LinuxIdentity identity, ImpersonationLevel level)
      throws Refusal {
    Accounts.Known account = accounts.account(identity.uid());
    if (!account.settled()) {
      return null;
    }
    Sid user = userOf(identity);
    return builder(identity, account.facts(), user).impersonation(level).build(DerivedSecurity.descriptor(user));
  }

  private static Sid userOf(LinuxIdentity identity) {
    return identity.isSystem() ? WellKnown.SYSTEM : Sid.unixUser(identity.uid());
  }

  private TokenBlueprintBuilder builder(LinuxIdentity identity, @Nullable AccountFacts account, Sid user)
      throws Refusal {
    long now = clock.unixSeconds();
    LogonSession session = sessions.of(identity, user, now);
    LogonType logonType = session.logonType();
    return TokenBlueprint.builder(session.id(), user)
        .groupsAndLogonSid(DerivedGroups.of(identity, administrators, logonType))
        .privileges(
            PrivilegeState.initial(DerivedPrivileges.present(identity), DerivedPrivileges.enabled(identity)))
        .integrityLevel(DerivedIntegrity.of(identity).value())
        .policies(new TokenSpec.Policies(NO_WRITE_UP, NO_AUDIT))
        .userClaims(DerivedClaims.ofUser(account))
        .device(new TokenSpec.Device(List.of(), List.of(), DerivedClaims.ofDevice(host)))
        .source(TokenSource.of("linux", identity.startTime()))
        .createdAt(now)
        .projection(
            new TokenSpec.Projection(identity.uid(), identity.gid(), identity.supplementaryGids()))
        .defaults(new TokenDefaults(OWNER_IS_USER, PRIMARY_GROUP_IS_FIRST, DerivedSecurity.defaultDacl(user)))
        .interactivityScope(scope(identity, logonType));
  }

  private static int scope(LinuxIdentity identity, LogonType logonType) {
    boolean none = identity.auditSession() == LinuxIdentity.NO_AUDIT_SESSION;
    return none || logonType == LogonType.SERVICE ? 0 : identity.auditSession();
  }
}
