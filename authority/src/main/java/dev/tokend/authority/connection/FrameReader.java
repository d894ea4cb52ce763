package dev.tokend.authority.connection;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.process.PidFd;
import dev.tokend.linux.socket.MessageReceiver;
import dev.tokend.surface.protocol.FrameHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts frames together from what a socket gives, and tells who sent each.
 *
 * <p>A look {@linkplain FrameAhead ahead} tells who sent a frame and how long it is; then all of it is taken at once.
 *
 * <p>A short frame of the process that connected, which is most of them, is first offered as it lies in the receiver
 * ({@link Result.Short}): what can be answered from there needs no objects.
 */
final class FrameReader {

  private final int fd;
  private final Sender peer;
  private final Receivers receivers;
  private final PartialFrame partial = new PartialFrame();
  private final List<Fd> descriptors = new ArrayList<>();
  private @Nullable ConnectedAs connectedAs;
  private @Nullable Sender other;
  private final FrameAhead ahead;
  private final ShortFrame shortFrame;
  private final Result offered;

  /**
   * @param fd the connection
   * @param peer the process that connected
   * @param receivers buffers, shared by all connections of a loop
   */
  FrameReader(int fd, Sender peer, Receivers receivers) {
    this.fd = fd;
    this.peer = peer;
    this.receivers = receivers;
    this.ahead = new FrameAhead(fd, peer, receivers);
    this.shortFrame = new ShortFrame(receivers.receiver());
    this.offered = new Result.Short(shortFrame);
  }

  /** What a read came to. */
  sealed interface Result {
    /** Nothing more to take at the moment. */
    record Waiting() implements Result {}

    /** The client closed its side between two frames. */
    record End() implements Result {}

    /** A whole frame. */
    record Whole(Frame frame) implements Result {}

    /**
     * A whole frame that is still in the receiver: {@link #isAnswered} or {@link #keep} is the next thing that is called.
     */
    record Short(ShortFrame frame) implements Result {}
  }

  private static final Result WAITING = new Result.Waiting();
  private static final Result END = new Result.End();

  /** Whether part of a frame has come. */
  boolean isInFrame() {
    return partial.have() > 0;
  }

  /** What the frame of which a part has come says of itself, once its header is there. */
  @Nullable FrameHeader begun() {
    return partial.header();
  }

  /** Takes what is there, up to the end of one frame. */
  Result read() throws BrokenFrameException, ErrnoException {
    while (true) {
      if (partial.have() == 0) {
        int seen = ahead.look();
        if (seen <= 0) {
          return seen == 0 ? END : WAITING;
        }
      }
      int count = take();
      if (count < 0) {
        return WAITING;
      }
      if (count == 0) {
        throw new BrokenFrameException("closed in the middle of a message");
      }
      if (isShort(count)) {
        return offered;
      }
      keepTaken(count);
      if (partial.isWhole()) {
        return new Result.Whole(finish());
      }
    }
  }

  /** Between two frames: makes sure that the next one is known to be sent after now, unless it is here already. */
  void noteEmpty() {
    ahead.noteEmpty();
  }

  static int checked(int count) throws BrokenFrameException {
    if (count < 0 && count != -LinuxErrno.EAGAIN && count != -LinuxErrno.EINTR) {
      throw new BrokenFrameException("receiving failed: " + LinuxErrno.name(-count));
    }
    return count;
  }

  private int take() throws BrokenFrameException, ErrnoException {
    MessageReceiver receiver = receivers.receiver();
    FrameHeader begun = partial.header();
    int end = begun != null ? FrameHeader.SIZE + begun.length() : ahead.length();
    return checked(receiver.receive(fd, 0, Math.min(end - partial.have(), receiver.capacity()), 0));
  }

  /** Whether what was just taken is a whole frame that can be answered where it is. */
  private boolean isShort(int count) {
    MessageReceiver receiver = receivers.receiver();
    return partial.have() == 0
        && count == ahead.length()
        && count <= ShortFrame.LONGEST
        && ahead.isOfPeer()
        && receiver.hasCredentials()
        && receiver.pid() == ahead.senderPid()
        && receiver.uid() == ahead.realUid()
        && receiver.gid() == ahead.realGid()
        && receiver.pidFd() < 0
        && receiver.descriptorCount() <= 1
        && !receiver.isControlTruncated()
        && shortFrame.isRequestOf(count);
  }

  /** The short frame was answered: what came along was a handle, which can be closed here. */
  void isAnswered() {
    receivers.receiver().closeReceived();
    reset();
  }

  /** The short frame is to be answered like any other. */
  Frame keep() throws BrokenFrameException, ErrnoException {
    keepTaken(shortFrame.size());
    if (!partial.isWhole()) {
      throw new IllegalStateException("a short frame is a whole one");
    }
    return finish();
  }

  private void keepTaken(int count) throws BrokenFrameException, ErrnoException {
    MessageReceiver receiver = receivers.receiver();
    keepDescriptors(receiver);
    if (!receiver.hasCredentials() || receiver.pid() != ahead.senderPid()) {
      receiver.closeReceived();
      throw new BrokenFrameException("a message in pieces from several processes");
    }
    if (receiver.uid() != ahead.realUid() || receiver.gid() != ahead.realGid()) {
      receiver.closeReceived();
      throw new BrokenFrameException("a message in pieces from several users");
    }
    keepSender(receiver);
    partial.add(receiver, count);
  }

  private void keepDescriptors(MessageReceiver receiver) throws BrokenFrameException {
    for (int i = 0; i < receiver.descriptorCount(); i++) {
      descriptors.add(receiver.takeDescriptor(i));
    }
    if (receiver.isControlTruncated() || descriptors.size() > Receivers.MAX_DESCRIPTORS) {
      throw new BrokenFrameException("more descriptors than any request has");
    }
  }

  private void keepSender(MessageReceiver receiver) throws BrokenFrameException, ErrnoException {
    if (ahead.isOfPeer()) {
      receiver.closeReceived();
    } else if (other == null) {
      if (receiver.pidFd() < 0) {
        throw new BrokenFrameException("the sender is gone");
      }
      other = new Sender(ahead.senderPid(), PidFd.adopt(receiver.takePidFd()));
    } else {
      receiver.closeReceived();
    }
  }

  private Frame finish() throws ErrnoException {
    FrameHeader header = Objects.requireNonNull(partial.header());
    Evidence evidence =
        new Evidence.Sent(
            ahead.realUid(), ahead.realGid(), other == null ? connectedAs() : null, ahead.lastEmpty());
    Frame frame =
        new Frame(header, partial.payload(), other == null ? peer : other, evidence, List.copyOf(descriptors));
    reset();
    return frame;
  }

  /** The kernel keeps it as it was, so that it is asked once. */
  private ConnectedAs connectedAs() throws ErrnoException {
    ConnectedAs known = connectedAs;
    if (known == null) {
      known = ConnectedAs.of(fd);
      connectedAs = known;
    }
    return known;
  }

  private void reset() {
    descriptors.clear();
    partial.reset();
    other = null;
  }

  /** Gives up what has come of an unfinished frame: its descriptors, which are the taker's to close. */
  List<Fd> abandon() {
    List<Fd> left = List.copyOf(descriptors);
    if (other != null) {
      other.pidfd().close();
    }
    reset();
    return left;
  }
}
