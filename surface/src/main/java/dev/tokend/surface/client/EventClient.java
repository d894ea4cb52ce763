package dev.tokend.surface.client;

import dev.tokend.kacs.MalformedException;
import dev.tokend.surface.protocol.EventsReply;
import dev.tokend.surface.protocol.EventsRequest;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.Target;
import dev.tokend.surface.protocol.WatchRequest;
import java.io.IOException;

/**
 * What happens, as it does: the changes of one token, and the audit events that the authority has at hand, all for its
 * owner, root and SYSTEM, else one's own.
 */
public final class EventClient {

  private final Exchange exchange;

  EventClient(Exchange exchange) {
    this.exchange = exchange;
  }

  /**
   * The events after one. Other requests of the same client wait while this one does.
   *
   * @param after the last event that is known: 0 for none, {@link EventsRequest#ALL_SO_FAR} for those to come only
   * @param waitMillis how long to wait for one where there is none, at most {@link EventsRequest#MAX_WAIT_MILLIS}
   */
  public EventsReply after(long after, int waitMillis) throws RefusedException, IOException {
    byte[] reply = exchange.ask(Operation.EVENTS, new EventsRequest(after, waitMillis).encode());
    try {
      return EventsReply.decode(reply);
    } catch (MalformedException e) {
      throw Exchange.nonsense(e);
    }
  }

  /**
   * Begins to watch a token; needs TOKEN_QUERY on it.
   *
   * @param target whose token; not {@link Target.Pin}, which is opened first
   */
  public TokenWatch watch(Target target) throws RefusedException, IOException {
    return new TokenWatch(exchange, TokenWatch.ask(exchange, new WatchRequest.Begin(target)));
  }
}
