package dev.tokend.authority.serve;

import dev.tokend.authority.audit.Trail;
import dev.tokend.authority.connection.Conversation;
import dev.tokend.authority.connection.Frame;
import dev.tokend.authority.connection.Reply;
import dev.tokend.authority.connection.Sender;
import dev.tokend.authority.connection.ShortFrame;
import dev.tokend.authority.process.Processes;
import dev.tokend.monitor.Monitor;
import dev.tokend.surface.protocol.Operation;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one connection. The last answer to the two that are asked over and over, to look at the own token and
 * to query a handle, is remembered, and given again where a new look would come to the same.
 *
 * <p>Nothing is taken for granted about who asks: what the answer rests on is looked at again at every request.
 */
final class RememberedAnswers implements Conversation {
  private final TokenService service;
  private final Trail trail;
  private final Sender peer;
  private final RememberedInspection inspection;
  private final RememberedQuery query;

  /**
   * @param peer the process that connected
   */
  RememberedAnswers(
      TokenService service, Trail trail, Monitor monitor, Processes processes, Handles handles, Sender peer) {
    this.service = service;
    this.trail = trail;
    this.peer = peer;
    this.inspection = new RememberedInspection(monitor, processes, peer);
    this.query = new RememberedQuery(handles);
  }

  @Override
  public @Nullable Reply answer(Frame frame) {
    long events = trail.events();
    Reply reply = service.answer(frame);
    // What leaves a trace is to leave it each time.
    boolean plain =
        reply != null && !reply.failed() && reply.descriptor() == null && reply.parked() == null
            && trail.events() == events;
    if (reply != null && plain && frame.sender().equals(peer) && frame.header().thread() == 0) {
      int operation = frame.header().operation();
      if (operation == Operation.INSPECT.code()) {
        inspection.remember(frame, reply.payload());
      } else if (operation == Operation.QUERY.code()) {
        query.remember(frame, reply.payload());
      }
    }
    return reply;
  }

  @Override
  public byte @Nullable [] again(ShortFrame request) {
    if (request.thread() != 0) {
      return null;
    }
    int operation = request.operation();
    if (operation == Operation.INSPECT.code()) {
      return inspection.again(request);
    }
    return operation == Operation.QUERY.code() ? query.again(request) : null;
  }

  @Override
  public void ended() {
    inspection.close();
  }
}
