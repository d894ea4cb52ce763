package dev.tokend.kacs.token;

import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.IntegrityLevel;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a {@link TokenSpec} together; each method sets the component of its name. */
public final class TokenSpecBuilder {
  private final Sid user;
  private final long logonSessionId;
  private TokenType type = TokenType.PRIMARY;
  private ImpersonationLevel impersonationLevel = ImpersonationLevel.ANONYMOUS;
  private int integrityLevel = IntegrityLevel.MEDIUM.value();
  private TokenSpec.Policies policies = new TokenSpec.Policies(0, 0);
  private long privilegesPresent;
  private long privilegesEnabled;
  private long origin;
  private int interactivityScope;
  private long expiration;
  private TokenSource source = TokenSource.of("", 0);
  private List<SidAndAttributes> groups = List.of();
  private int ownerIndex;
  private int primaryGroupIndex;
  private @Nullable Acl defaultDacl;
  private List<Claim> userClaims = List.of();
  private TokenSpec.Device device = TokenSpec.Device.NONE;
  private TokenSpec.Restriction restriction = TokenSpec.Restriction.NONE;
  private TokenSpec.Confinement confinement = TokenSpec.Confinement.NONE;
  private TokenSpec.Projection projection =
      new TokenSpec.Projection(TokenSpec.Projection.UNMAPPED, TokenSpec.Projection.UNMAPPED, List.of());

  TokenSpecBuilder(Sid user, long logonSessionId) {
    this.user = user;
    this.logonSessionId = logonSessionId;
  }

  /** A primary token, whose level is anonymous. */
  public TokenSpecBuilder primary() {
    type = TokenType.PRIMARY;
    impersonationLevel = ImpersonationLevel.ANONYMOUS;
    return this;
  }

  /** An impersonation token of this level. */
  public TokenSpecBuilder impersonation(ImpersonationLevel level) {
    type = TokenType.IMPERSONATION;
    impersonationLevel = level;
    return this;
  }

  /** The integrity level. */
  public TokenSpecBuilder integrityLevel(int level) {
    integrityLevel = level;
    return this;
  }

  /** The mandatory policy, bits of 0x3, and the audit policy, bits of 0xF. */
  public TokenSpecBuilder policies(int mandatory, int audit) {
    policies = new TokenSpec.Policies(mandatory, audit);
    return this;
  }

  /** The privileges, and those of them that are on. */
  public TokenSpecBuilder privileges(long present, long enabled) {
    privilegesPresent = present;
    privilegesEnabled = enabled;
    return this;
  }

  /** The session that a derived logon came from. */
  public TokenSpecBuilder origin(long sessionId) {
    origin = sessionId;
    return this;
  }

  /** The interactivity scope. */
  public TokenSpecBuilder interactivityScope(int scope) {
    interactivityScope = scope;
    return this;
  }

  /** The expiration. */
  public TokenSpecBuilder expiration(long time) {
    expiration = time;
    return this;
  }

  /** Who mints it. */
  public TokenSpecBuilder source(TokenSource maker) {
    source = maker;
    return this;
  }

  /** The groups, the logon SID not among them. */
  public TokenSpecBuilder groups(List<SidAndAttributes> sids) {
    groups = List.copyOf(sids);
    return this;
  }

  /** The owner and the primary group of new objects, 0 for the user or 1 and up for a group. */
  public TokenSpecBuilder defaults(int owner, int primaryGroup) {
    ownerIndex = owner;
    primaryGroupIndex = primaryGroup;
    return this;
  }

  /** The DACL of new objects, or none. */
  public TokenSpecBuilder defaultDacl(@Nullable Acl acl) {
    defaultDacl = acl;
    return this;
  }

  /** The claims of the user. */
  public TokenSpecBuilder userClaims(List<Claim> claims) {
    userClaims = List.copyOf(claims);
    return this;
  }

  /** The machine. */
  public TokenSpecBuilder device(TokenSpec.Device machine) {
    device = machine;
    return this;
  }

  /** The restricting SIDs. */
  public TokenSpecBuilder restriction(TokenSpec.Restriction limits) {
    restriction = limits;
    return this;
  }

  /** The sandbox. */
  public TokenSpecBuilder confinement(TokenSpec.Confinement sandbox) {
    confinement = sandbox;
    return this;
  }

  /** What Linux sees. */
  public TokenSpecBuilder projection(TokenSpec.Projection linux) {
    projection = linux;
    return this;
  }

  /**
   * The spec.
   *
   * @throws SpecFault if a rule of formats §9.3 is broken
   */
  public TokenSpec build() {
    return new TokenSpec(
        type, impersonationLevel, integrityLevel, policies, privilegesPresent, privilegesEnabled, logonSessionId,
        origin, interactivityScope, expiration, source, user, groups, ownerIndex, primaryGroupIndex, defaultDacl,
        userClaims, device, restriction, confinement, projection);
  }
}
