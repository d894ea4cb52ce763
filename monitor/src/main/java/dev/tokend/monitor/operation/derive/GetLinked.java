package dev.tokend.monitor.operation.derive;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.monitor.gate.Callers;
import dev.tokend.monitor.gate.Creations;
import dev.tokend.monitor.gate.HandleGate;
import dev.tokend.monitor.refusal.Operation;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.refusal.Rule;
import dev.tokend.monitor.rights.TokenRights;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.DefaultSecurity;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.LinkedPair;
import dev.tokend.monitor.state.MonitorState;
import dev.tokend.monitor.state.Token;
import org.jspecify.annotations.Nullable;

/**
 * Opens the elevation counterpart: the token itself for a holder of SeTcbPrivilege, a copy to look at for everybody
 * else (tokens §15.2). Row 1 is about the memory of a caller.
 */
public final class GetLinked {
  private static final Rule RIGHT =
      Rule.row(Operation.GET_LINKED, "2", Errno.EACCES, "handle right", "the handle lacks TOKEN_QUERY");
  private static final Rule PARTNER =
      Rule.row(Operation.GET_LINKED, "3", Errno.ENOENT, "partner", "the token has no elevation counterpart");

  private final MonitorState state;

  /**
   * What is asked.
   *
   * @param caller who asks
   * @param handle on one half of the pair
   */
  public record Request(Caller caller, Handle handle) {}

  /**
   * What is answered.
   *
   * @param handle on the counterpart
   * @param real whether it is the counterpart itself, not a copy at Identification
   */
  public record Linked(Handle handle, boolean real) {}

  /** The operation over {@code state}. */
  public GetLinked(MonitorState state) {
    this.state = state;
  }

  /**
   * Opens the counterpart.
   *
   * @throws Refusal EACCES without TOKEN_QUERY or on an inspection handle; ENOENT if the token is in no slot of its
   *     session, as a copy of one that is never does; ERANGE if there is no token id left for the copy
   */
  public Linked execute(Request request) throws Refusal {
    HandleGate.require(RIGHT, request.handle());
    Token partner = partner(request.handle().token());
    if (partner == null) {
      throw PARTNER.refuse();
    }
    Token primary = Callers.primary(Operation.GET_LINKED, request.caller());
    if (primary.holds(Privilege.SE_TCB)) {
      Handle handle = state.open(partner, TokenRights.ALL_ACCESS, Handle.Kind.ORDINARY);
      state.markUsed(primary, Privilege.SE_TCB.mask());
      return new Linked(handle, true);
    }
    Token copy =
        state.mint(
            Operation.GET_LINKED,
            partner
                .blueprint()
                .as(TokenType.IMPERSONATION, ImpersonationLevel.IDENTIFICATION)
                .resettingToNow()
                .with(DefaultSecurity.token(partner.user(), partner.user())));
    Handle handle = state.open(copy, TokenRights.QUERY, Handle.Kind.ORDINARY);
    state.emit(Creations.duplicated(copy, partner));
    return new Linked(handle, false);
  }

  /** The object in the other slot, if this very object is in the slot of its role. */
  private static @Nullable Token partner(Token token) {
    LinkedPair pair = token.session().pair();
    if (pair == null) {
      return null;
    }
    return switch (token.elevation()) {
      case DEFAULT -> null;
      case FULL -> pair.elevated() == token ? pair.filtered() : null;
      case LIMITED -> pair.filtered() == token ? pair.elevated() : null;
    };
  }
}
