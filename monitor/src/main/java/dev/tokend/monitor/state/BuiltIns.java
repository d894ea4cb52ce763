package dev.tokend.monitor.state;

import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.IntegrityLevel;
import dev.tokend.kacs.catalog.LogonType;
import dev.tokend.kacs.catalog.MandatoryPolicyFlag;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.sid.GroupAttributes;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.kacs.token.TokenSource;
import dev.tokend.kacs.token.TokenSpec;
import java.util.List;

/** The two sessions and the two tokens that exist before any process (tokens §5). */
public final class BuiltIns {
  /** Id of the session of SYSTEM. */
  public static final long SYSTEM_SESSION = 999;

  /** Id of the session of Anonymous. */
  public static final long ANONYMOUS_SESSION = 998;

  /** Who minted the built-in tokens. */
  public static final TokenSource SOURCE = TokenSource.of("PeiosKrn", 0);

  private static final String AUTH_PACKAGE = "Negotiate";
  private static final int ON_FOR_GOOD =
      GroupAttributes.MANDATORY | GroupAttributes.ENABLED_BY_DEFAULT | GroupAttributes.ENABLED;
  private static final TokenSpec.Policies FULL_POLICY =
      new TokenSpec.Policies(
          MandatoryPolicyFlag.NO_WRITE_UP.value() | MandatoryPolicyFlag.NEW_PROCESS_MIN.value(), 0);

  static final SessionBlueprint SYSTEM_SESSION_FIELDS =
      new SessionBlueprint(LogonType.SERVICE, AUTH_PACKAGE, WellKnown.SYSTEM, 0);
  static final SessionBlueprint ANONYMOUS_SESSION_FIELDS =
      new SessionBlueprint(LogonType.NETWORK, AUTH_PACKAGE, WellKnown.ANONYMOUS, 0);

  private BuiltIns() {}

  /** The SYSTEM token: every privilege, every right to itself. */
  public static TokenBlueprint system() {
    return TokenBlueprint.builder(SYSTEM_SESSION, WellKnown.SYSTEM)
        .groups(
            List.of(
                new SidAndAttributes(WellKnown.ADMINISTRATORS, ON_FOR_GOOD | GroupAttributes.OWNER),
                new SidAndAttributes(WellKnown.EVERYONE, ON_FOR_GOOD),
                new SidAndAttributes(WellKnown.AUTHENTICATED_USERS, ON_FOR_GOOD),
                new SidAndAttributes(WellKnown.LOCAL, ON_FOR_GOOD),
                new SidAndAttributes(Sid.logon(SYSTEM_SESSION), GroupAttributes.INJECTED_LOGON_SID)))
        .privileges(PrivilegeState.initial(Privilege.ALL, Privilege.ALL))
        .integrityLevel(IntegrityLevel.SYSTEM.value())
        .policies(FULL_POLICY)
        .defaults(new TokenDefaults(0, 1, DefaultSecurity.SYSTEM_DEFAULT_DACL))
        .projection(new TokenSpec.Projection(0, 0, List.of()))
        .build(DefaultSecurity.SYSTEM_TOKEN);
  }

  /** The Anonymous token: nobody in particular, in Everyone and in nothing else (tokens §26 D8). */
  public static TokenBlueprint anonymous() {
    return TokenBlueprint.builder(ANONYMOUS_SESSION, WellKnown.ANONYMOUS)
        .impersonation(ImpersonationLevel.ANONYMOUS)
        .groups(List.of(new SidAndAttributes(WellKnown.EVERYONE, ON_FOR_GOOD)))
        .policies(FULL_POLICY)
        .defaults(new TokenDefaults(0, 1, null))
        .build(DefaultSecurity.ANONYMOUS_TOKEN);
  }
}
