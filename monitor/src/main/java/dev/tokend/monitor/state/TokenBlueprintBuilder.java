package dev.tokend.monitor.state;

import dev.tokend.kacs.catalog.ElevationType;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sid.GroupAttributes;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.token.TokenSource;
import dev.tokend.kacs.token.TokenSpec.Confinement;
import dev.tokend.kacs.token.TokenSpec.Device;
import dev.tokend.kacs.token.TokenSpec.Policies;
import dev.tokend.kacs.token.TokenSpec.Projection;
import dev.tokend.kacs.token.TokenSpec.Restriction;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the fields of a {@link TokenBlueprint}. What is not given is empty or zero: a Primary token at Untrusted
 * integrity with no group, no privilege and no policy, projected onto nobody.
 */
public final class TokenBlueprintBuilder {
  private final long authId;
  private final Sid user;
  private TokenType type = TokenType.PRIMARY;
  private ImpersonationLevel level = ImpersonationLevel.ANONYMOUS;
  private List<SidAndAttributes> groups = List.of();
  private Restriction restriction = Restriction.NONE;
  private Device device = Device.NONE;
  private int integrityLevel;
  private Policies policies = new Policies(0, 0);
  private List<Claim> userClaims = List.of();
  private Confinement confinement = Confinement.NONE;
  private TokenSource source = BuiltIns.SOURCE;
  private long origin;
  private long createdAt;
  private long expiration;
  private Projection projection = new Projection(Projection.UNMAPPED, Projection.UNMAPPED, List.of());
  private PrivilegeState privileges = PrivilegeState.NONE;
  private TokenDefaults defaults = TokenDefaults.USER;
  private int interactivityScope;

  TokenBlueprintBuilder(long authId, Sid user) {
    this.authId = authId;
    this.user = user;
  }

  /** An Impersonation token at {@code level}. */
  public TokenBlueprintBuilder impersonation(ImpersonationLevel level) {
    this.type = TokenType.IMPERSONATION;
    this.level = level;
    return this;
  }

  /** Exactly these groups; those with the ENABLED bit are on now and after a reset. */
  public TokenBlueprintBuilder groups(List<SidAndAttributes> groups) {
    this.groups = List.copyOf(groups);
    return this;
  }

  /** These groups and, last, the logon SID of the session (tokens §11). */
  public TokenBlueprintBuilder groupsAndLogonSid(List<SidAndAttributes> groups) {
    List<SidAndAttributes> all = new ArrayList<>(groups);
    all.add(new SidAndAttributes(Sid.logon(authId), GroupAttributes.INJECTED_LOGON_SID));
    return groups(all);
  }

  /** The restricting SIDs and what goes with them. */
  public TokenBlueprintBuilder restriction(Restriction restriction) {
    this.restriction = restriction;
    return this;
  }

  /** Groups and claims of the machine. */
  public TokenBlueprintBuilder device(Device device) {
    this.device = device;
    return this;
  }

  /** The integrity level, unsigned. */
  public TokenBlueprintBuilder integrityLevel(int integrityLevel) {
    this.integrityLevel = integrityLevel;
    return this;
  }

  /** Mandatory and audit policy. */
  public TokenBlueprintBuilder policies(Policies policies) {
    this.policies = policies;
    return this;
  }

  /** Claims about the user. */
  public TokenBlueprintBuilder userClaims(List<Claim> userClaims) {
    this.userClaims = userClaims;
    return this;
  }

  /** The application package that confines the token. */
  public TokenBlueprintBuilder confinement(Confinement confinement) {
    this.confinement = confinement;
    return this;
  }

  /** Who mints the token. */
  public TokenBlueprintBuilder source(TokenSource source) {
    this.source = source;
    return this;
  }

  /** The originating session of a derived logon. */
  public TokenBlueprintBuilder origin(long origin) {
    this.origin = origin;
    return this;
  }

  /** Unix seconds of the mint. */
  public TokenBlueprintBuilder createdAt(long createdAt) {
    this.createdAt = createdAt;
    return this;
  }

  /** When the token is meant to end; stored only. */
  public TokenBlueprintBuilder expiration(long expiration) {
    this.expiration = expiration;
    return this;
  }

  /** The Linux ids that the token stands for. */
  public TokenBlueprintBuilder projection(Projection projection) {
    this.projection = projection;
    return this;
  }

  /** The privilege words. */
  public TokenBlueprintBuilder privileges(PrivilegeState privileges) {
    this.privileges = privileges;
    return this;
  }

  /** What new objects get. */
  public TokenBlueprintBuilder defaults(TokenDefaults defaults) {
    this.defaults = defaults;
    return this;
  }

  /** The interactivity scope. */
  public TokenBlueprintBuilder interactivityScope(int interactivityScope) {
    this.interactivityScope = interactivityScope;
    return this;
  }

  /**
   * The blueprint with {@code descriptor} as the token's own security descriptor.
   *
   * @throws IllegalArgumentException if the fields contradict each other (see the records that hold them)
   */
  public TokenBlueprint build(SecurityDescriptor descriptor) {
    return build(StoredDescriptor.of(descriptor));
  }

  /**
   * The blueprint with {@code descriptor} as the token's own security descriptor.
   *
   * @throws IllegalArgumentException if the fields contradict each other (see the records that hold them)
   */
  public TokenBlueprint build(StoredDescriptor descriptor) {
    TokenIdentity identity =
        new TokenIdentity(
            user,
            GroupList.of(groups),
            restriction,
            device,
            integrityLevel,
            policies,
            userClaims,
            confinement,
            new Provenance(source, origin, createdAt, expiration),
            projection);
    GroupStates enabled = GroupList.enabledOf(groups);
    TokenState state =
        new TokenState(privileges, enabled, ElevationType.DEFAULT, defaults, interactivityScope, descriptor);
    return new TokenBlueprint(authId, identity, type, level, enabled, state);
  }
}
