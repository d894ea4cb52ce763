package dev.tokend.monitor.operation.session;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.monitor.refusal.Operation;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.refusal.Rule;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.LogonSession;
import dev.tokend.monitor.state.MonitorState;
import dev.tokend.monitor.state.Token;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Looks at logon sessions and at what belongs to them (beyond KACS). Who may is who may read the listing (tokens §22);
 * and everybody may see the session of one's own effective token, without a check, as the node {@code self} lets
 * everybody see that token.
 */
public final class SeeSessions {
  private static final Rule PUBLISHED =
      Rule.row(Operation.SHOW_SESSION, "sessions", Errno.ENOENT, "session", "there is no such logon session");

  private final MonitorState state;
  private final ListingGate all;
  private final ListingGate one;

  /**
   * Which session is to be seen.
   *
   * @param caller who asks
   * @param sessionId its id, null for the one of the caller's effective token
   */
  public record Request(Caller caller, @Nullable Long sessionId) {}

  /**
   * What may be seen.
   *
   * @param session the session
   * @param whole whether what belongs to it may be seen too
   */
  public record Seen(LogonSession session, boolean whole) {}

  /** The operation over {@code state}. */
  public SeeSessions(MonitorState state) {
    this.state = state;
    this.all = new ListingGate(state, Operation.SESSION_TABLE, "the table is for SYSTEM and Administrators");
    this.one =
        new ListingGate(
            state,
            Operation.SHOW_SESSION,
            "only one's own session may be seen; the others are for SYSTEM and Administrators");
  }

  /**
   * Every published session.
   *
   * @throws Refusal EACCES unless the caller's effective token may read the listing
   */
  public Collection<LogonSession> all(Caller caller) throws Refusal {
    all.require(caller);
    return state.sessions().published();
  }

  /**
   * One session.
   *
   * @throws Refusal EACCES for another one than the own unless the effective token may read the listing; ENOENT if it
   *     may, and there is none with this id
   */
  public Seen one(Request request) throws Refusal {
    Token effective = one.requireToken(request.caller());
    LogonSession own = effective.session();
    Long id = request.sessionId();
    LogonSession wanted = id == null ? own : state.sessions().find(id);
    if (one.allows(request.caller(), effective)) {
      if (wanted == null) {
        throw PUBLISHED.refuse();
      }
      return new Seen(wanted, true);
    }
    if (wanted != own) {
      throw one.refuse(effective);
    }
    return new Seen(own, false);
  }
}
