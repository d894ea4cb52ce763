package dev.tokend.surface.client;

import dev.tokend.kacs.MalformedException;
import dev.tokend.surface.protocol.EventsReply;
import dev.tokend.surface.protocol.EventsRequest;
import dev.tokend.surface.protocol.Operation;
import java.io.IOException;

/** The audit events that the authority has at hand: all for its owner, root and SYSTEM, else one's own. */
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
}
