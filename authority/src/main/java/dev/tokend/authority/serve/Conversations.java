package dev.tokend.authority.serve;

import dev.tokend.authority.audit.Trail;
import dev.tokend.authority.connection.Conversation;
import dev.tokend.authority.connection.Frame;
import dev.tokend.authority.connection.Listener;
import dev.tokend.authority.connection.Reply;
import dev.tokend.authority.connection.Sender;
import dev.tokend.authority.process.Processes;
import dev.tokend.monitor.Monitor;
import org.jspecify.annotations.Nullable;

/** Answers requests, with a memory of its own for each connection. */
public final class Conversations implements Listener.Answerer {
  private final TokenService service;
  private final Trail trail;
  private final Monitor monitor;
  private final Processes processes;
  private final Handles handles;

  /** Answers by {@code service}. */
  public Conversations(TokenService service, Trail trail, Monitor monitor, Processes processes, Handles handles) {
    this.service = service;
    this.trail = trail;
    this.monitor = monitor;
    this.processes = processes;
    this.handles = handles;
  }

  @Override
  public @Nullable Reply answer(Frame frame) {
    return service.answer(frame);
  }

  @Override
  public Conversation converse(Sender peer) {
    return new RememberedAnswers(service, trail, monitor, processes, handles, peer);
  }
}
