package dev.tokend.surface.client;

import dev.tokend.kacs.MalformedException;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.SessionsReply;
import dev.tokend.surface.protocol.Words;
import java.io.IOException;

/** The logon sessions (tokens §20 and §22). */
public final class SessionClient {

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
