package dev.tokend.monitor.operation.derive;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.token.TokenSpec;
import dev.tokend.monitor.gate.Callers;
import dev.tokend.monitor.gate.Creations;
import dev.tokend.monitor.refusal.Operation;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.refusal.Rule;
import dev.tokend.monitor.rights.TokenRights;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.DefaultSecurity;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.LogonSession;
import dev.tokend.monitor.state.MonitorState;
import dev.tokend.monitor.state.PrivilegeState;
import dev.tokend.monitor.state.Token;
import dev.tokend.monitor.state.TokenBlueprint;
import dev.tokend.monitor.state.TokenBlueprintBuilder;
import dev.tokend.monitor.state.TokenDefaults;
import org.jspecify.annotations.Nullable;

/** Mints a token from a spec (tokens §11, formats §9). */
public final class CreateToken {
  private static final Rule CALLER = row("1", Errno.EACCES, "caller", "the caller has no token");
  private static final Rule POINTER = row("2", Errno.EINVAL, "spec", "there is no spec");
  private static final Rule PRIVILEGE =
      row("3", Errno.EPERM, "privilege", "the effective token does not hold SeCreateTokenPrivilege");
  private static final Rule SPEC = row("4", Errno.EINVAL, "spec", "the spec is not valid");
  private static final Rule SESSION =
      row("4", Errno.EINVAL, "logon session", "the spec names no logon session, or one that was invalidated");
  private static final Rule LOGON_SID =
      row("4", Errno.EINVAL, "groups", "a group of the spec is the logon SID of the session");

  private final MonitorState state;

  /**
   * What is asked.
   *
   * @param caller who asks
   * @param spec the binary form of formats §9, or null for no pointer
   */
  public record Request(Caller caller, @Nullable Bytes spec) {}

  /** The operation over {@code state}. */
  public CreateToken(MonitorState state) {
    this.state = state;
  }

  /**
   * Opens a handle on the new token with every right.
   *
   * @throws Refusal EPERM without SeCreateTokenPrivilege on the effective token; EINVAL for the spec; ERANGE if there
   *     is no token id left
   */
  public Handle execute(Request request) throws Refusal {
    Token effective = request.caller().effective();
    if (effective == null) {
      throw CALLER.refuse();
    }
    Bytes bytes = request.spec();
    if (bytes == null) {
      throw POINTER.refuse();
    }
    if (!effective.holds(Privilege.SE_CREATE_TOKEN)) {
      throw PRIVILEGE.refuse(Privilege.SE_CREATE_TOKEN);
    }
    TokenSpec spec = parse(bytes);
    requireSession(spec);
    Token creator = Callers.primary(Operation.CREATE_TOKEN, request.caller());
    Token token = state.mint(Operation.CREATE_TOKEN, blueprint(spec, creator));
    Handle handle = state.open(token, TokenRights.ALL_ACCESS, Handle.Kind.ORDINARY);
    state.emit(Creations.minted(token));
    state.markUsed(effective, Privilege.SE_CREATE_TOKEN.mask());
    return handle;
  }

  private static TokenSpec parse(Bytes bytes) throws Refusal {
    try {
      return TokenSpec.parse(bytes.toByteArray());
    } catch (MalformedException e) {
      throw SPEC.refuse();
    }
  }

  /** Steps 14 and 15 of formats §9.3, which need the session table. */
  private void requireSession(TokenSpec spec) throws Refusal {
    LogonSession session = state.sessions().find(spec.logonSessionId());
    if (session == null || session.isDead()) {
      throw SESSION.refuse();
    }
    for (SidAndAttributes group : spec.groups()) {
      if (group.sid().equals(session.logonSid())) {
        throw LOGON_SID.refuse();
      }
    }
  }

  private TokenBlueprint blueprint(TokenSpec spec, Token creator) {
    TokenBlueprintBuilder builder =
        TokenBlueprint.builder(spec.logonSessionId(), spec.user())
            .groupsAndLogonSid(spec.storedGroups())
            .restriction(spec.restriction())
            .device(spec.device())
            .integrityLevel(spec.integrityLevel())
            .policies(spec.policies())
            .userClaims(spec.userClaims())
            .confinement(spec.confinement())
            .source(spec.source())
            .origin(spec.origin())
            .createdAt(state.now())
            .expiration(spec.expiration())
            .projection(spec.projection())
            .privileges(PrivilegeState.initial(spec.privilegesPresent(), spec.privilegesEnabled()))
            .defaults(new TokenDefaults(spec.ownerIndex(), spec.primaryGroupIndex(), spec.defaultDacl()))
            .interactivityScope(spec.interactivityScope());
    if (spec.type() == TokenType.IMPERSONATION) {
      builder.impersonation(spec.impersonationLevel());
    }
    return builder.build(DefaultSecurity.token(creator.user(), spec.user()));
  }

  private static Rule row(String row, Errno errno, String words, String reason) {
    return Rule.row(Operation.CREATE_TOKEN, row, errno, words, reason);
  }
}
