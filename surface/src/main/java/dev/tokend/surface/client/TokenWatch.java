package dev.tokend.surface.client;

import dev.tokend.kacs.MalformedException;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.WatchReply;
import dev.tokend.surface.protocol.WatchRequest;
import java.io.IOException;

/**
 * The changes of one token as the authority tells them. The watch is this process's; closing it ends it, as the end of
 * the process does.
 */
public final class TokenWatch implements AutoCloseable {

  private final Exchange exchange;
  private final WatchReply begun;

  TokenWatch(Exchange exchange, WatchReply begun) {
    this.exchange = exchange;
    this.begun = begun;
  }

  static WatchReply ask(Exchange exchange, WatchRequest request) throws RefusedException, IOException {
    boolean withDescriptor = request instanceof WatchRequest.Begin begin && begin.target().fd() != -1;
    byte[] reply =
        withDescriptor
            ? exchange.ask(Operation.WATCH, request.encode(), ((WatchRequest.Begin) request).target().fd())
            : exchange.ask(Operation.WATCH, request.encode());
    try {
      return WatchReply.decode(reply);
    } catch (MalformedException e) {
      throw Exchange.nonsense(e);
    }
  }

  /** How the token was when the watch began: one change of kind BEGUN. */
  public WatchReply begun() {
    return begun;
  }

  /**
   * What has changed since the last answer. Other requests of the same client wait while this one does.
   *
   * @param waitMillis how long to wait where nothing has, at most {@link WatchRequest#MAX_WAIT_MILLIS}
   * @throws RefusedException ENOENT where the watch has ended already
   */
  public WatchReply next(int waitMillis) throws RefusedException, IOException {
    return ask(exchange, new WatchRequest.Next(begun.watch(), waitMillis));
  }

  /** Ends the watch; one that has ended already stays so. */
  @Override
  public void close() throws RefusedException, IOException {
    WatchReply unused = ask(exchange, new WatchRequest.End(begun.watch()));
  }
}
