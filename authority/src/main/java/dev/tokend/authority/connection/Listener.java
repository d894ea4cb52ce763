package dev.tokend.authority.connection;

import dev.tokend.authority.log.Journal;
import dev.tokend.authority.loop.EventLoop;
import dev.tokend.authority.loop.ReadySource;
import dev.tokend.authority.loop.Reserve;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.event.Events;
import dev.tokend.linux.process.PidFd;
import dev.tokend.linux.socket.MessageFlags;
import dev.tokend.linux.socket.MessageSender;
import dev.tokend.linux.socket.SocketFacts;
import dev.tokend.linux.socket.UnixCredentials;
import dev.tokend.linux.socket.UnixSocket;
import org.jspecify.annotations.Nullable;

/** Takes connections in, so many of each uid, and keeps them until they end. */
public final class Listener implements ReadySource {

  /** How many connections one uid may have at a time. */
  static final int MOST_OF_ONE_UID = 256;

  /** How long connections are taken in in one turn of the loop, and a last one. */
  private static final long ACCEPTING_NANOS = 25_000;

  private static final int SEND_CAPACITY = 64 * 1024;

  private final Fd socket;
  private final EventLoop loop;
  private final Answerer answerer;
  private final Discards discards;
  private final Journal journal;
  private final Reserve reserve = Reserve.ofThisProcess();
  private final Receivers receivers = Receivers.allocate();
  private final MessageSender sender = new MessageSender(SEND_CAPACITY);
  private final Connections connections = new Connections();
  private final HeldBytes held = new HeldBytes();
  private EventLoop.@Nullable Registration registration;
  private final Turns turns = new Turns();
  private final Queues queues = new Queues();
  private final Retries retries = new Retries();
  private boolean paused;

  /** Answers frames. */
  public interface Answerer {
    /** The answer, or null where something must be waited for; the same frame is then given again. */
    @Nullable Reply answer(Frame frame);

    /** What answers the requests of a connection that this process has made. */
    default Conversation converse(Sender peer) {
      return this::answer;
    }
  }

  /**
   * @param socket the listening socket; stays its owner's to close
   * @param discards closes what clients passed
   */
  public Listener(Fd socket, EventLoop loop, Answerer answerer, Discards discards, Journal journal) {
    this.socket = socket;
    this.loop = loop;
    this.answerer = answerer;
    this.discards = discards;
    this.journal = journal;
  }

  /** Starts to take connections in. */
  public void start() throws ErrnoException {
    registration = loop.add(socket.number(), Events.IN, this);
  }

  /** How many connections there are. */
  public int count() {
    return connections.count();
  }

  @Override
  public void ready(int events) {
    try {
      long until = System.nanoTime() + ACCEPTING_NANOS;
      do {
        Fd accepted = UnixSocket.acceptNonBlocking(socket.number());
        if (accepted == null) {
          return;
        }
        admit(accepted);
      } while (System.nanoTime() < until);
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
      AtLimit refusal = refusal(peer.uid(), accepted.number());
      if (refusal != null) {
        journal.write("connection-refused", peer.uid(), peer.pid(), refusal.reason());
        tell(accepted, refusal);
        discards.discardConnection(accepted, peer.uid());
        return;
      }
      admit(accepted, peer);
    } catch (ErrnoException e) {
      // It has no peer any more, and without one it cannot be anybody's.
      accepted.close();
    }
  }

  /** A socket that was just made has room for so little. */
  private void tell(Fd accepted, AtLimit refusal) {
    byte[] frame = refusal.toWhoeverConnects();
    sender.send(accepted.number(), frame, 0, frame.length, MessageFlags.DONTWAIT);
  }

  private @Nullable AtLimit refusal(int uid, int number) {
    if (reserve.isKeptFrom(uid, number)) {
      return new AtLimit(
          Errno.ENFILE, "descriptors of the authority", "the descriptors that are left are root's");
    }
    if (connections.count(uid) >= MOST_OF_ONE_UID) {
      return new AtLimit(
          Errno.EMFILE, "connections of one uid", "the uid has " + MOST_OF_ONE_UID + " connections already");
    }
    return discards.isOverflowing(uid)
        ? new AtLimit(Errno.EMFILE, "descriptors of one uid", "what the uid passed cannot be closed")
        : null;
  }

  private void admit(Fd accepted, UnixCredentials peer) {
    PidFd pidfd;
    try {
      pidfd = PidFd.adopt(SocketFacts.peerPidFd(accepted.number()));
    } catch (ErrnoException e) {
      // No descriptor is free for a pidfd of it: without one it is not served.
      discards.discardConnection(accepted, peer.uid());
      return;
    }
    start(
        new Connection(accepted, new Sender(peer.pid(), pidfd), peer.uid(), service, receivers, sender, discards));
  }

  private void start(Connection connection) {
    try {
      connection.start(loop);
    } catch (ErrnoException e) {
      connection.close(null);
      return;
    }
    connections.add(connection);
  }

  private final Service service =
      new Service() {
        @Override
        public @Nullable Reply answer(Frame frame) {
          return answerer.answer(frame);
        }

        @Override
        public Conversation converse(Sender peer) {
          return answerer.converse(peer);
        }

        @Override
        public Turns.Share share(int uid) {
          return turns.join(uid);
        }

        @Override
        public boolean putsOff(Connection connection) {
          if (connection.hasTurn() && !queues.has(connection.uid())) {
            return false;
          }
          queues.add(connection);
          return true;
        }

        @Override
        public boolean asksNoMore() {
          return queues.mayLeaveOut();
        }

        @Override
        public void waits(Connection connection, boolean now) {
          connections.waits(connection, now);
        }

        @Override
        public boolean mayHold(Connection connection, long more) {
          return held.hasRoom(connection.uid(), more);
        }

        @Override
        public void holds(Connection connection, long more) {
          held.add(connection.uid(), more);
        }

        @Override
        public void ended(Connection connection, @Nullable String reason) {
          connections.remove(connection);
          turns.leave(connection.share());
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
    return millisUntilTick(System.nanoTime()) >= 0;
  }

  /**
   * How long to wait at most for the next {@link #tick}, in milliseconds; -1 = as long as it takes.
   *
   * @param now {@link System#nanoTime()}
   */
  public int millisUntilTick(long now) {
    if (retries.areLeft() || !queues.isEmpty()) {
      return 0;
    }
    return paused || connections.isAnyWaiting() ? retries.millisLeft(now) : -1;
  }

  /** What requests may have waited for has come: they are tried again soon. */
  public void retrySoon() {
    retries.soon();
  }

  /**
   * Begins a new turn: retries what waits, as far as it is time, and ends connections that have not finished a message
   * for too long.
   *
   * @param now {@link System#nanoTime()}
   */
  public void tick(long now) {
    turns.next();
    if (retries.isTime(now)) {
      beginPass(now);
    }
    retries.run();
    queues.run();
  }

  private void beginPass(long now) {
    if (paused) {
      paused = false;
      waitFor(Events.IN);
    }
    retries.begin(connections.waiting(), now);
    for (Connection connection : connections.late(now)) {
      connection.close("half a message, and nothing more for ten seconds");
    }
  }

  /** Looks at all answers that are still to come. */
  public void pollParked() {
    for (Connection connection : connections.parked()) {
      connection.retry();
    }
  }

  /** Looks at one answer that is still to come; nothing happens where nobody waits for it. */
  public void poll(Parked later) {
    for (Connection connection : connections.parked()) {
      if (connection.awaits(later)) {
        connection.retry();
      }
    }
  }

  /** Ends all connections and takes no more. */
  public void close() {
    if (registration != null) {
      registration.end();
    }
    for (Connection connection : connections.all()) {
      connection.close(null);
    }
  }
}
