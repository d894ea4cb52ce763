package dev.tokend.surface.client;

import dev.tokend.kacs.MalformedException;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.SessionReply;
import dev.tokend.surface.protocol.SessionSummary;
import dev.tokend.surface.protocol.SessionTableReply;
import dev.tokend.surface.protocol.SessionsReply;
import dev.tokend.surface.protocol.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The logon sessions (tokens §20 and §22). */
public final class SessionClient {

  /** In place of an id: the session of the calling thread's effective token. No session has this id. */
  public static final long OWN = -1;

  private final Exchange exchange;

  SessionClient(Exchange exchange) {
    this.exchange = exchange;
  }

  /** The listing, a line for each session (formats §13); for SYSTEM and Administrators. */
  public String list() throws RefusedException, IOException {
    StringBuilder text = new StringBuilder();
    long from = 0;
    do {
      byte[] reply = exchange.ask(Operation.LIST_SESSIONS, Words.encodeLong(from));
      try {
        SessionsReply part = SessionsReply.decode(reply);
        if (part.next() != 0 && Long.compareUnsigned(part.next(), from) <= 0) {
          throw new IOException("the authority's listing of sessions goes round in circles");
        }
        text.append(part.text());
        from = part.next();
      } catch (MalformedException e) {
        throw Exchange.nonsense(e);
      }
    } while (from != 0);
    return text.toString();
  }

  /** Every session with how much belongs to it, in the order of their ids; for SYSTEM and Administrators. */
  public List<SessionSummary> table() throws RefusedException, IOException {
    List<SessionSummary> sessions = new ArrayList<>();
    long from = 0;
    do {
      byte[] reply = exchange.ask(Operation.SESSION_TABLE, Words.encodeLong(from));
      try {
        SessionTableReply part = SessionTableReply.decode(reply);
        if (part.next() != 0 && Long.compareUnsigned(part.next(), from) <= 0) {
          throw new IOException("the authority's table of sessions goes round in circles");
        }
        sessions.addAll(part.sessions());
        from = part.next();
      } catch (MalformedException e) {
        throw Exchange.nonsense(e);
      }
    } while (from != 0);
    return sessions;
  }

  /**
   * One session and what belongs to it; for SYSTEM and Administrators. Everybody else sees the session of the own
   * effective token, without what belongs to it.
   *
   * @param session its id, or {@link #OWN}
   */
  public SessionReply show(long session) throws RefusedException, IOException {
    byte[] reply = exchange.ask(Operation.SHOW_SESSION, Words.encodeLong(session));
    try {
      return SessionReply.decode(reply);
    } catch (MalformedException e) {
      throw Exchange.nonsense(e);
    }
  }

  /**
   * Opens a session; needs SeTcbPrivilege.
   *
   * @param spec the bytes of formats §10
   * @return its id
   */
  public long create(byte[] spec) throws RefusedException, IOException {
    byte[] reply = exchange.ask(Operation.CREATE_SESSION, spec);
    try {
      return Words.decodeLong(Operation.CREATE_SESSION, reply);
    } catch (MalformedException e) {
      throw Exchange.nonsense(e);
    }
  }

  /** Makes every access check of the session's tokens fail from now on; needs SeTcbPrivilege. */
  public void invalidate(long session) throws RefusedException, IOException {
    exchange.ask(Operation.INVALIDATE_SESSION, Words.encodeLong(session));
  }

  /** Ends a session that nothing keeps; needs SeTcbPrivilege. */
  public void destroy(long session) throws RefusedException, IOException {
    exchange.ask(Operation.DESTROY_SESSION, Words.encodeLong(session));
  }
}
