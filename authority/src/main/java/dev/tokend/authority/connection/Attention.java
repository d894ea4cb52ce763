package dev.tokend.authority.connection;

import dev.tokend.authority.loop.EventLoop;
import dev.tokend.authority.loop.ReadySource;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.event.Events;
import org.jspecify.annotations.Nullable;

/** What the loop is to tell of one connection, and what it told while the connection was put off. */
final class Attention {
  private final int socket;
  private EventLoop.@Nullable Registration registration;
  private int readyFor;

  Attention(int socket) {
    this.socket = socket;
  }

  /** Listens to the client. */
  void start(EventLoop loop, ReadySource connection) throws ErrnoException {
    registration = loop.add(socket, Events.IN, connection);
  }

  /** Whether the connection is put off. */
  boolean isPutOff() {
    return readyFor != 0;
  }

  /**
   * It is ready, and put off.
   *
   * @param events for which
   * @param asksNoMore whether nothing more is to be told of it meanwhile
   */
  void putOff(int events, boolean asksNoMore) throws ErrnoException {
    readyFor = events;
    if (registration != null && asksNoMore) {
      registration.pause();
    }
  }

  /** Its turn has come: yields for what it is ready. */
  int resume() {
    int events = readyFor;
    readyFor = 0;
    return events;
  }

  /** What is told is told again. */
  void goOn() throws ErrnoException {
    if (registration != null) {
      registration.goOn();
    }
  }

  /** Changes what is to be told; that the client is gone is always. */
  void waitFor(int events) throws ErrnoException {
    if (registration != null) {
      registration.waitFor(events);
    }
  }

  /** Nothing more is told. */
  void end() {
    if (registration != null) {
      registration.end();
    }
  }
}
