package dev.tokend.authority.connection;

import dev.tokend.linux.Fd;
import dev.tokend.surface.protocol.FrameHeader;
import org.jspecify.annotations.Nullable;

/** The request of one connection that is not answered yet, with what came along. */
final class Pending {
  private final Sender peer;
  private final int uid;
  private final Conversation conversation;
  private final Discards discards;
  private @Nullable Frame request;
  private @Nullable Parked parked;

  /**
   * @param peer the process that connected
   * @param uid on whose account
   * @param conversation answers
   * @param discards closes what came along
   */
  Pending(Sender peer, int uid, Conversation conversation, Discards discards) {
    this.peer = peer;
    this.uid = uid;
    this.conversation = conversation;
    this.discards = discards;
  }

  /** Whether there is none. */
  boolean isEmpty() {
    return request == null;
  }

  /** Whether it waits for something that is being looked up. */
  boolean isWaiting() {
    return request != null && parked == null;
  }

  /** Whether it waits for something to happen. */
  boolean isParked() {
    return parked != null;
  }

  /** Whether this is what it waits for. */
  boolean awaits(Parked later) {
    return parked == later;
  }

  /** How many bytes are held for it. */
  int length() {
    Frame held = request;
    return held == null ? 0 : held.payload().length;
  }

  /** The next one; there is none now. */
  void begin(Frame next) {
    request = next;
  }

  /** What it says of itself, or null where there is none. */
  @Nullable FrameHeader header() {
    Frame asked = request;
    return asked == null ? null : asked.header();
  }

  /** Tries to answer it; yields null where there is no answer yet. */
  @Nullable Reply answer() {
    Frame asked = request;
    if (asked == null) {
      return null;
    }
    Parked later = parked;
    Reply reply = later == null ? answerNow(asked) : later.poll(System.nanoTime());
    if (reply != null && reply.parked() != null) {
      parked = reply.parked();
      return null;
    }
    return reply;
  }

  /** What its user passed and cannot be closed is that user's to wait for. */
  private @Nullable Reply answerNow(Frame asked) {
    return discards.isFull(uid) ? null : conversation.answer(asked);
  }

  /** It is answered, or given up: lets go of all that came along. */
  void end() {
    Parked later = parked;
    if (later != null) {
      parked = null;
      later.ended();
    }
    Frame done = request;
    if (done != null) {
      request = null;
      release(done);
    }
  }

  private void release(Frame frame) {
    for (Fd descriptor : frame.descriptors()) {
      discards.discard(descriptor, uid);
    }
    if (!frame.sender().equals(peer)) {
      frame.sender().pidfd().close();
    }
  }
}
