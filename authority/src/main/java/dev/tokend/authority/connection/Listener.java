package dev.tokend.authority.connection;

import dev.tokend.authority.log.Journal;
import dev.tokend.authority.loop.EventLoop;
import dev.tokend.authority.loop.ReadySource;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.event.Events;
import dev.tokend.linux.process.PidFd;
import dev.tokend.linux.socket.MessageSender;
import dev.tokend.linux.socket.SocketFacts;
import dev.tokend.linux.socket.UnixCredentials;
import dev.tokend.linux.socket.UnixSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes connections in, so many of each uid, and keeps them until they end. */
public final class Listener implements ReadySource {

  /** How many connections one uid may have at a time. */
  static final int MOST_OF_ONE_UID = 256;

  private static final int TURN = 64;
  private static final int SEND_CAPACITY = 64 * 1024;
  private static final long MESSAGE_NANOS = 10_000_000_000L;

  private final Fd socket;
  private final EventLoop loop;
  private final Answerer answerer;
  private final Consumer<Fd> foreignCloser;
  private final Journal journal;
  private final Receivers receivers = Receivers.allocate();
  private final MessageSender sender = new MessageSender(SEND_CAPACITY);
  private final Set<Connection> connections = new LinkedHashSet<>();
  private final Map<Integer, Integer> ofUid = new HashMap<>();
  private EventLoop.@Nullable Registration registration;
  private boolean paused;

  /** Answers frames. */
  public interface Answerer {
    /** The answer, or null where something must be waited for; the same frame is then given again. */
    @Nullable Reply answer(Frame frame);
  }

  /**
   * @param socket the listening socket; stays its owner's to close
   * @param foreignCloser closes descriptors that clients passed, where it may take its time
   */
  public Listener(Fd socket, EventLoop loop, Answerer answerer, Consumer<Fd> foreignCloser, Journal journal) {
    this.socket = socket;
    this.loop = loop;
    this.answerer = answerer;
    this.foreignCloser = foreignCloser;
    this.journal = journal;
  }

  /** Starts to take connections in. */
  public void start() throws ErrnoException {
    registration = loop.add(socket.number(), Events.IN, this);
  }

  /** How many connections there are. */
  public int count() {
    return connections.size();
  }

  @Override
  public void ready(int events) {
    try {
      for (int turn = 0; turn < TURN; turn++) {
        Fd accepted = UnixSocket.acceptNonBlocking(socket.number());
        if (accepted == null) {
          return;
        }
        admit(accepted);
      }
    } catch (ErrnoException e) {
      // No descriptor is free: the queue keeps who waits, and the next tick looks again.
      pause();
    }
  }

  @Override
  public void broken(RuntimeException defect) {
    journal.write("defect", 0, 0, "taking connections in: " + defect);
    pause();
  }

  private void admit(Fd accepted) {
    try {
      UnixCredentials peer = SocketFacts.peerCredentials(accepted.number());
      if (ofUid.getOrDefault(peer.uid(), 0) >= MOST_OF_ONE_UID) {
        journal.write(
            "connection-refused",
            peer.uid(),
            peer.pid(),
            "the uid has " + MOST_OF_ONE_UID + " connections already");
        accepted.close();
        return;
      }
      PidFd pidfd = PidFd.adopt(SocketFacts.peerPidFd(accepted.number()));
      Connection connection =
          new Connection(
              accepted, new Sender(peer.pid(), pidfd), peer.uid(), service, receivers, sender, foreignCloser);
      start(connection);
    } catch (ErrnoException e) {
      // The client has gone again, or no descriptor is free for its pidfd: without one it is not served.
      accepted.close();
    }
  }

  private void start(Connection connection) {
    try {
      connection.start(loop);
    } catch (ErrnoException e) {
      connection.close(null);
      return;
    }
    connections.add(connection);
    ofUid.merge(connection.uid(), 1, Integer::sum);
  }

  private final Service service =
      new Service() {
        @Override
        public @Nullable Reply answer(Frame frame) {
          return answerer.answer(frame);
        }

        @Override
        public void ended(Connection connection, @Nullable String reason) {
          if (connections.remove(connection)) {
            ofUid.computeIfPresent(connection.uid(), (uid, count) -> count == 1 ? null : count - 1);
          }
          if (reason != null) {
            journal.write("connection-closed", connection.uid(), connection.peer().pid(), reason);
          }
        }
      };

  private void pause() {
    if (registration != null) {
      paused = true;
      waitFor(0);
    }
  }

  private void waitFor(int events) {
    try {
      if (registration != null) {
        registration.waitFor(events);
      }
    } catch (ErrnoException e) {
      throw new IllegalStateException("the listening socket cannot be watched", e);
    }
  }

  /** Whether something is to be looked at without an event. */
  public boolean needsTicks() {
    if (paused) {
      return true;
    }
    for (Connection connection : connections) {
      if (connection.isWaiting() || connection.inFrameSince() != 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Retries what waits, and ends connections that have not finished a message for too long.
   *
   * @param now {@link System#nanoTime()}
   */
  public void tick(long now) {
    if (paused) {
      paused = false;
      waitFor(Events.IN);
    }
    List<Connection> late = new ArrayList<>();
    List<Connection> waiting = new ArrayList<>();
    for (Connection connection : connections) {
      long since = connection.inFrameSince();
      if (since != 0 && now - since > MESSAGE_NANOS) {
        late.add(connection);
      } else if (connection.isWaiting()) {
        waiting.add(connection);
      }
    }
    for (Connection connection : late) {
      connection.close("half a message, and nothing more for ten seconds");
    }
    for (Connection connection : waiting) {
      connection.retry();
    }
  }

  /** Looks at all answers that are still to come. */
  public void pollParked() {
    List<Connection> parked = new ArrayList<>();
    for (Connection connection : connections) {
      if (connection.isParked()) {
        parked.add(connection);
      }
    }
    for (Connection connection : parked) {
      connection.retry();
    }
  }

  /** Ends all connections and takes no more. */
  public void close() {
    if (registration != null) {
      registration.end();
    }
    for (Connection connection : List.copyOf(connections)) {
      connection.close(null);
    }
  }
}
