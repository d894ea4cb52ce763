package dev.tokend.monitor.operation.derive;

import dev.tokend.kacs.catalog.ElevationType;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.monitor.event.TokensLinked;
import dev.tokend.monitor.gate.HandleGate;
import dev.tokend.monitor.refusal.Need;
import dev.tokend.monitor.refusal.Operation;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.refusal.Rule;
import dev.tokend.monitor.rights.TokenRights;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.LinkedPair;
import dev.tokend.monitor.state.LogonSession;
import dev.tokend.monitor.state.MonitorState;
import dev.tokend.monitor.state.Token;
import org.jspecify.annotations.Nullable;

/**
 * Joins two tokens as the elevation pair of their logon session (tokens §15.1). Row 1 is about the memory of a caller.
 */
public final class Link {
  private static final Rule KIND =
      Rule.at(
          Operation.LINK,
          "tokens §22",
          Errno.EACCES,
          "handle kind",
          "a handle from an inspection node can only be queried");
  private static final Rule PRIVILEGE =
      row("2", Errno.EACCES, "privilege", "the caller's primary token does not hold SeTcbPrivilege");
  private static final Rule NOT_OPEN = row("3", Errno.EBADF, "descriptor", "a named descriptor is not open");
  private static final Rule NOT_A_TOKEN = row("3", Errno.EINVAL, "descriptor", "a named descriptor is no token handle");
  private static final Rule RIGHT =
      row("4", Errno.EACCES, "handle right", "a named handle lacks TOKEN_DUPLICATE");
  private static final Rule SESSION = row("5", Errno.EINVAL, "session", "there is no such logon session");
  private static final Rule DIFFERENT = row("6", Errno.EINVAL, "tokens", "both handles are on the same token");
  private static final Rule PRIMARY = row("7", Errno.EINVAL, "tokens", "a token is not a primary token");
  private static final Rule SAME_SESSION =
      row("8", Errno.EINVAL, "tokens", "a token does not belong to that logon session");
  private static final Rule SAME_USER = row("9", Errno.EINVAL, "tokens", "the tokens are of different users");
  private static final Rule ROLE =
      row("10", Errno.EINVAL, "elevation", "a token already has the other role in an elevation pair");

  private final MonitorState state;

  /**
   * What is asked.
   *
   * @param caller who asks
   * @param issuedOn the handle that the request is made on, where it is made on one; not used otherwise
   * @param elevated what becomes the Full half
   * @param filtered what becomes the Limited half
   * @param sessionId the session of both
   */
  public record Request(
      Caller caller, @Nullable Handle issuedOn, LinkArgument elevated, LinkArgument filtered, long sessionId) {}

  /** The operation over {@code state}. */
  public Link(MonitorState state) {
    this.state = state;
  }

  /**
   * Puts the pair into the session's slots; a previous pair loses them and keeps its sticky types.
   *
   * @throws Refusal EACCES without SeTcbPrivilege on the primary token, or TOKEN_DUPLICATE on both handles; EBADF and
   *     EINVAL for what does not make a pair
   */
  public void execute(Request request) throws Refusal {
    if (request.issuedOn() != null && request.issuedOn().kind() == Handle.Kind.INSPECTION) {
      throw KIND.refuse();
    }
    Token primary = request.caller().primary();
    if (primary == null || !primary.holds(Privilege.SE_TCB)) {
      throw PRIVILEGE.refuse(Privilege.SE_TCB);
    }
    Handle elevatedHandle = handle(request.elevated());
    Handle filteredHandle = handle(request.filtered());
    requireDuplicate(elevatedHandle);
    requireDuplicate(filteredHandle);
    LogonSession session = state.sessions().find(request.sessionId());
    if (session == null) {
      throw SESSION.refuse();
    }
    LinkedPair pair = new LinkedPair(elevatedHandle.token(), filteredHandle.token());
    requirePair(pair, session);
    state.link(session, pair);
    state.markUsed(primary, Privilege.SE_TCB.mask());
    state.emit(
        new TokensLinked(session.id(), pair.elevated().user(), pair.elevated().id(), pair.filtered().id()));
  }

  private static Handle handle(LinkArgument argument) throws Refusal {
    return switch (argument) {
      case LinkArgument.NotOpen none -> throw NOT_OPEN.refuse();
      case LinkArgument.NotAToken none -> throw NOT_A_TOKEN.refuse();
      case LinkArgument.TokenHandle token -> token.handle();
    };
  }

  private static void requireDuplicate(Handle handle) throws Refusal {
    HandleGate.requireOpen(handle);
    if (!handle.has(TokenRights.DUPLICATE)) {
      throw RIGHT.refuse(new Need.TokenRights(TokenRights.DUPLICATE));
    }
  }

  private static void requirePair(LinkedPair pair, LogonSession session) throws Refusal {
    Token elevated = pair.elevated();
    Token filtered = pair.filtered();
    if (elevated == filtered) {
      throw DIFFERENT.refuse();
    }
    if (elevated.type() != TokenType.PRIMARY || filtered.type() != TokenType.PRIMARY) {
      throw PRIMARY.refuse();
    }
    if (elevated.session() != session || filtered.session() != session) {
      throw SAME_SESSION.refuse();
    }
    if (!elevated.user().equals(filtered.user())) {
      throw SAME_USER.refuse();
    }
    if (elevated.elevation() == ElevationType.LIMITED || filtered.elevation() == ElevationType.FULL) {
      throw ROLE.refuse();
    }
  }

  private static Rule row(String row, Errno errno, String words, String reason) {
    return Rule.row(Operation.LINK, row, errno, words, reason);
  }
}
