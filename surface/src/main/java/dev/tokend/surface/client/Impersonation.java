package dev.tokend.surface.client;

import dev.tokend.surface.protocol.ImpersonationReply;
import dev.tokend.surface.protocol.Operation;
import java.io.IOException;

/**
 * That a thread acts as somebody else, from when it was made until it is closed by the same thread (tokens §17). A
 * second one on the same thread replaces the first, and whichever is closed first ends it.
 */
public final class Impersonation implements AutoCloseable {

  private final Exchange exchange;
  private final ImpersonationReply reply;
  private final Thread thread = Thread.currentThread();
  private boolean closed;

  Impersonation(Exchange exchange, ImpersonationReply reply) {
    this.exchange = exchange;
    this.reply = reply;
  }

  /** How far it goes, and what held it back. */
  public ImpersonationReply outcome() {
    return reply;
  }

  /**
   * Ends it (tokens §17.4); does nothing the second time.
   *
   * @throws WrongThreadException on another thread: what that one does is not ended by this
   * @throws IOException if the authority has gone, and every impersonation with it
   */
  @Override
  public void close() throws RefusedException, IOException {
    if (closed) {
      return;
    }
    if (Thread.currentThread() != thread) {
      throw new WrongThreadException("the impersonation is " + thread.getName() + "'s, which must close it");
    }
    exchange.ask(Operation.REVERT);
    closed = true;
  }
}
