package dev.tokend.monitor.operation.derive;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.monitor.event.EventObject;
import dev.tokend.monitor.gate.AccessGate;
import dev.tokend.monitor.gate.Creations;
import dev.tokend.monitor.gate.HandleGate;
import dev.tokend.monitor.refusal.Operation;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.refusal.Rule;
import dev.tokend.monitor.rights.RequestedMask;
import dev.tokend.monitor.state.BuiltIns;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.DefaultSecurity;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.MonitorState;
import dev.tokend.monitor.state.StoredDescriptor;
import dev.tokend.monitor.state.Token;
import dev.tokend.monitor.state.TokenBlueprint;

/** Copies a token, with another type, level or access (tokens §12). Row 2 is about the memory of a caller. */
public final class Duplicate {
  private static final Rule RIGHT = row("1", Errno.EACCES, "handle right", "the handle lacks TOKEN_DUPLICATE");
  private static final Rule CALLER = row("3", Errno.EACCES, "caller", "the caller has no token");
  private static final Rule SHAPE =
      row("4", Errno.EINVAL, "type and level", "there is no token type or impersonation level of that number");
  private static final Rule LEVEL =
      row("5", Errno.EINVAL, "level", "the level is above that of the impersonation token to be copied");
  private static final Rule MASK =
      row("6", Errno.EINVAL, "requested mask", "the access mask is 0 or has a bit that no token has");
  private static final Rule ACCESS =
      row("7", Errno.EACCES, "token access", "the new token's security descriptor does not grant the access");

  private final MonitorState state;
  private final AccessGate access;

  /**
   * What is asked.
   *
   * @param caller who asks
   * @param handle on the token to be copied
   * @param mask token rights, generic rights, MAXIMUM_ALLOWED: what the new handle is to carry
   * @param type 1 Primary, 2 Impersonation
   * @param level 0 to 3, for a Primary copy too, which forgets it
   */
  public record Request(Caller caller, Handle handle, int mask, int type, int level) {}

  /** The operation over {@code state}. */
  public Duplicate(MonitorState state) {
    this.state = state;
    this.access = new AccessGate(state);
  }

  /**
   * Opens a handle on the copy. Asked for an Impersonation token at level Anonymous, it makes a fresh Anonymous token
   * instead, whatever the source.
   *
   * @throws Refusal EACCES without TOKEN_DUPLICATE or if the copy's descriptor does not grant the mask; EINVAL for
   *     type, level or mask; ERANGE if there is no token id left
   */
  public Handle execute(Request request) throws Refusal {
    HandleGate.require(RIGHT, request.handle());
    Token effective = request.caller().effective();
    Token primary = request.caller().primary();
    if (effective == null || primary == null) {
      throw CALLER.refuse();
    }
    TokenType type = TokenType.byValue(request.type());
    ImpersonationLevel level = ImpersonationLevel.byValue(request.level());
    if (type == null || level == null) {
      throw SHAPE.refuse();
    }
    Token source = request.handle().token();
    if (type == TokenType.IMPERSONATION
        && source.type() == TokenType.IMPERSONATION
        && level.value() > source.level().value()) {
      throw LEVEL.refuse();
    }
    if (!RequestedMask.isValid(request.mask())) {
      throw MASK.refuse();
    }
    TokenBlueprint copy = copy(source, type, level);
    StoredDescriptor descriptor = DefaultSecurity.token(primary.user(), copy.identity().user());
    // Decided before the copy exists: its descriptor is all that the check needs of it.
    int mask =
        access.open(
            ACCESS,
            request.caller(),
            effective,
            descriptor,
            new EventObject.OfDuplicate(source.id()),
            source,
            request.mask());
    Token token = state.mint(Operation.DUPLICATE, copy.with(descriptor));
    Handle handle = state.open(token, mask, Handle.Kind.ORDINARY);
    state.emit(Creations.duplicated(token, source));
    return handle;
  }

  private static TokenBlueprint copy(Token source, TokenType type, ImpersonationLevel level) {
    if (type == TokenType.PRIMARY) {
      return source.blueprint().as(type, ImpersonationLevel.ANONYMOUS).unlinked().resettingToNow();
    }
    if (level == ImpersonationLevel.ANONYMOUS) {
      return BuiltIns.anonymous();
    }
    return source.blueprint().as(type, level).unlinked().resettingToNow();
  }

  private static Rule row(String row, Errno errno, String words, String reason) {
    return Rule.row(Operation.DUPLICATE, row, errno, words, reason);
  }
}
