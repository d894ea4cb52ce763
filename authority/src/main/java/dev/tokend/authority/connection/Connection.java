package dev.tokend.authority.connection;

import dev.tokend.authority.loop.EventLoop;
import dev.tokend.authority.loop.ReadySource;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.event.Events;
import dev.tokend.linux.socket.MessageSender;
import dev.tokend.linux.socket.SocketOptions;
import dev.tokend.surface.protocol.FrameHeader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection: one request at a time, the next one is read when the last one's answer is written.
 *
 * <p>So what a client can make the authority hold is one frame and one answer, and a client that does not read its
 * answers is not read either.
 */
public final class Connection implements ReadySource {

  /** How many requests one connection may have answered before the others get their turn. */
  private static final int TURN = 16;

  private final Fd socket;
  private final Sender peer;
  private final int uid;
  private final Service service;
  private final FrameReader reader;
  private final Outgoing outgoing;
  private final Discards discards;
  private final Holding holding;
  private final Conversation conversation;
  private final Attention attention;
  private final Pending pending;
  private final Turns.Share share;
  private long startedAt;
  private long chargedUntil;
  private boolean closed;
  private boolean waits;

  /**
   * @param socket an accepted socket, owned from here on
   * @param peer the process that connected; its pidfd is owned from here on
   * @param uid on whose account the connection is, unsigned
   * @param discards closes what the client passed
   */
  public Connection(
      Fd socket,
      Sender peer,
      int uid,
      Service service,
      Receivers receivers,
      MessageSender sender,
      Discards discards) {
    this.socket = socket;
    this.peer = peer;
    this.uid = uid;
    this.service = service;
    this.discards = discards;
    this.holding = new Holding(service);
    this.reader = new FrameReader(socket.number(), peer, receivers);
    this.outgoing = new Outgoing(socket.number(), sender);
    this.conversation = service.converse(peer);
    this.attention = new Attention(socket.number());
    this.pending = new Pending(peer, uid, conversation, discards);
    this.share = service.share(uid);
  }

  /** Starts to listen to the client. */
  public void start(EventLoop loop) throws ErrnoException {
    SocketOptions.outOfBandInline(socket.number());
    attention.start(loop, this);
  }

  /** The process that connected. */
  public Sender peer() {
    return peer;
  }

  /** On whose account the connection is, unsigned. */
  public int uid() {
    return uid;
  }

  /** The time that its requests have, with those of its uid's other connections. */
  Turns.Share share() {
    return share;
  }

  /** Whether it may have another request answered in this turn. */
  boolean hasTurn() {
    return share.isLeft();
  }

  /** Whether a request waits for something that is being looked up. */
  public boolean isWaiting() {
    return pending.isWaiting();
  }

  /** Whether the client waits for something to happen. */
  public boolean isParked() {
    return pending.isParked();
  }

  /** Whether this is what the client waits for. */
  boolean awaits(Parked later) {
    return pending.awaits(later);
  }

  /** Since when part of a message has been there without the rest, {@link System#nanoTime()}; 0 = nothing is. */
  public long inFrameSince() {
    return reader.isInFrame() ? startedAt : 0;
  }

  @Override
  public void ready(int events) {
    if (attention.isPutOff() || service.putsOff(this)) {
      putOff(events);
    } else {
      serve(events);
    }
  }

  private void tell() {
    boolean now = !closed && (isWaiting() || inFrameSince() != 0);
    if (now != waits) {
      waits = now;
      service.waits(this, now);
    }
  }

  private void putOff(int events) {
    try {
      attention.putOff(events, service.asksNoMore());
    } catch (ErrnoException e) {
      close(String.valueOf(e.getMessage()));
    }
  }

  /** Its uid has time for what it was put off with. */
  void goOn() {
    if (closed) {
      return;
    }
    try {
      serve(attention.resume());
      attention.goOn();
    } catch (ErrnoException e) {
      close(String.valueOf(e.getMessage()));
    } catch (RuntimeException defect) {
      broken(defect);
    }
  }

  private void serve(int events) {
    chargedUntil = System.nanoTime();
    try {
      handle(events);
    } catch (BrokenFrameException e) {
      close(e.getMessage());
    } catch (ErrnoException e) {
      close(String.valueOf(e.getMessage()));
    } finally {
      charge();
      tell();
    }
  }

  private void handle(int events) throws BrokenFrameException, ErrnoException {
    if ((events & (Events.ERR | Events.HUP)) != 0 && (events & Events.IN) == 0) {
      close(null);
      return;
    }
    if ((events & Events.OUT) != 0) {
      flush();
    }
    if ((events & Events.IN) != 0) {
      read();
    }
    listen();
  }

  /** All that is done for the client is on its uid's account, to end it as well. */
  private void charge() {
    long now = System.nanoTime();
    share.spend(now - chargedUntil);
    chargedUntil = now;
  }

  private boolean mayRead() {
    return !closed && pending.isEmpty() && outgoing.isEmpty() && hasTurn();
  }

  private void read() throws BrokenFrameException, ErrnoException {
    boolean more = true;
    for (int turn = 0; turn < TURN && more && mayRead(); turn++) {
      more = readOne(chargedUntil);
      charge();
    }
  }

  /** Yields whether another request may be there, which would not be told again before the next turn of the loop. */
  private boolean readOne(long now) throws BrokenFrameException, ErrnoException {
    boolean fresh = !reader.isInFrame();
    return switch (reader.read()) {
      case FrameReader.Result.Waiting w -> {
        if (fresh) {
          startedAt = now;
        }
        yield false;
      }
      case FrameReader.Result.End e -> {
        // Nothing lies unread in it, so that to close it waits for nothing.
        end(null);
        socket.close();
        yield false;
      }
      case FrameReader.Result.Short(ShortFrame frame) -> !isAnsweredAgain(frame) && answerNew(reader.keep());
      case FrameReader.Result.Whole(Frame frame) -> answerNew(frame);
    };
  }

  private boolean answerNew(Frame frame) throws ErrnoException {
    pending.begin(frame);
    answer();
    return true;
  }

  /** Whoever asks the same again asks when the answer is there: no look is wasted on whether more has come. */
  private boolean isAnsweredAgain(ShortFrame frame) {
    byte[] payload = conversation.again(frame);
    if (payload == null || !outgoing.sendsAtOnce(frame.operation(), frame.requestId(), payload)) {
      return false;
    }
    flush();
    reader.isAnswered();
    return true;
  }

  @Override
  public void broken(RuntimeException defect) {
    close("a defect of the authority: " + defect);
  }

  /** Tries again to answer the request that waits. */
  public void retry() {
    if (closed || pending.isEmpty()) {
      return;
    }
    chargedUntil = System.nanoTime();
    try {
      answer();
      listen();
    } catch (ErrnoException e) {
      close(String.valueOf(e.getMessage()));
    } catch (RuntimeException defect) {
      broken(defect);
    } finally {
      charge();
      tell();
    }
  }

  private void answer() throws ErrnoException {
    FrameHeader asked = pending.header();
    Reply reply = pending.answer();
    if (asked == null || reply == null) {
      return;
    }
    pending.end();
    if (reply.askAgain()) {
      // Now, as the client may ask again the moment it has the answer.
      reader.noteEmpty();
    }
    FrameHeader.Kind kind = reply.failed() ? FrameHeader.Kind.FAILURE : FrameHeader.Kind.REPLY;
    outgoing.set(
        FrameHeader.frame(kind, asked.operation(), asked.requestId(), 0, reply.payload()), reply.descriptor());
    flush();
  }

  private void flush() {
    if (!outgoing.flush()) {
      close(null);
    }
  }

  /** Ends the connection that takes its uid beyond what may be held for it; the others of the uid go on. */
  private void account() {
    FrameHeader begun = reader.begun();
    long request = begun != null ? begun.length() : pending.length();
    if (closed || holding.becomes(this, request + outgoing.length())) {
      return;
    }
    if (begun != null && outgoing.isEmpty()) {
      outgoing.set(HeldBytes.TOO_MANY.toWhoeverAsks(begun), null);
      flush();
    }
    close(HeldBytes.TOO_MANY.reason());
  }

  private void listen() throws ErrnoException {
    account();
    if (!closed) {
      attention.waitFor(!outgoing.isEmpty() ? Events.OUT : pending.isEmpty() ? Events.IN : 0);
    }
  }

  /**
   * Ends the connection and lets go of all that it holds.
   *
   * @param reason why, in words, or null where the client simply closed it
   */
  public void close(@Nullable String reason) {
    if (!closed) {
      end(reason);
      discards.discardConnection(socket, uid);
    }
  }

  /** Lets go of everything but the socket. */
  private void end(@Nullable String reason) {
    closed = true;
    attention.end();
    pending.end();
    List<Fd> left = reader.abandon();
    for (Fd descriptor : left) {
      discards.discard(descriptor, uid);
    }
    outgoing.abandon();
    conversation.ended();
    peer.pidfd().close();
    holding.end(this);
    service.ended(this, reason);
  }
}
