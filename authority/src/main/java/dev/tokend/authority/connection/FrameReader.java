package dev.tokend.authority.connection;

import dev.tokend.kacs.MalformedException;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.process.PidFd;
import dev.tokend.linux.socket.MessageReceiver;
import dev.tokend.linux.socket.OffHeapBytes;
import dev.tokend.surface.protocol.FrameHeader;
import dev.tokend.surface.protocol.Operation;
import java.util.ArrayList;
import java.util.List;
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

  /** The longest payload read for an operation that does not exist, so that it can be refused politely. */
  private static final int MAX_UNKNOWN = 4096;

  /** A payload of so many bytes is kept outside of the heap until all of it has come. */
  private static final int LARGE = 4096;

  private final int fd;
  private final Sender peer;
  private final Receivers receivers;
  private final byte[] header = new byte[FrameHeader.SIZE];
  private final List<Fd> descriptors = new ArrayList<>();
  private byte @Nullable [] payload;
  private @Nullable OffHeapBytes largePayload;
  private @Nullable FrameHeader decoded;
  private int have;
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
    return have > 0;
  }

  /** What the frame of which a part has come says of itself, once its header is there. */
  @Nullable FrameHeader begun() {
    return decoded;
  }

  /** Takes what is there, up to the end of one frame. */
  Result read() throws BrokenFrameException, ErrnoException {
    while (true) {
      if (have == 0) {
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
      FrameHeader complete = decoded;
      if (complete != null && have == FrameHeader.SIZE + complete.length()) {
        return new Result.Whole(finish(complete));
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
    int end = decoded != null ? FrameHeader.SIZE + decoded.length() : ahead.length();
    return checked(receiver.receive(fd, 0, Math.min(end - have, receiver.capacity()), 0));
  }

  /** Whether what was just taken is a whole frame that can be answered where it is. */
  private boolean isShort(int count) {
    MessageReceiver receiver = receivers.receiver();
    return have == 0
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
    FrameHeader complete = decoded;
    if (complete == null || have != FrameHeader.SIZE + complete.length()) {
      throw new IllegalStateException("a short frame is a whole one");
    }
    return finish(complete);
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
    copy(receiver, count);
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

  private void copy(MessageReceiver receiver, int count) throws BrokenFrameException {
    int ofHeader = Math.min(count, Math.max(0, FrameHeader.SIZE - have));
    if (ofHeader > 0) {
      receiver.copyTo(0, header, have, ofHeader);
      have += ofHeader;
      if (have == FrameHeader.SIZE) {
        begin();
      }
    }
    int ofPayload = count - ofHeader;
    if (largePayload != null) {
      receiver.addTo(largePayload, ofHeader, ofPayload);
    } else if (payload != null) {
      receiver.copyTo(ofHeader, payload, have - FrameHeader.SIZE, ofPayload);
    }
    have += ofPayload;
  }

  private void begin() throws BrokenFrameException {
    FrameHeader complete;
    try {
      complete = FrameHeader.decode(header);
    } catch (MalformedException e) {
      throw new BrokenFrameException(e.structure() + ": " + e.reason());
    }
    if (complete.kind() != FrameHeader.Kind.REQUEST) {
      throw new BrokenFrameException("not a request");
    }
    Operation operation = Operation.byCode(complete.operation());
    int limit = operation == null ? MAX_UNKNOWN : operation.maxPayload();
    if (complete.length() > limit) {
      throw new BrokenFrameException("a payload of " + complete.length() + " bytes where at most " + limit + " fit");
    }
    decoded = complete;
    if (complete.length() < LARGE) {
      payload = new byte[complete.length()];
    } else {
      largePayload = new OffHeapBytes(complete.length());
    }
  }

  /** All of it has come. */
  private byte[] payload() {
    if (largePayload != null) {
      return largePayload.toByteArray();
    }
    return payload == null ? new byte[0] : payload;
  }

  private Frame finish(FrameHeader complete) throws ErrnoException {
    byte[] body = payload();
    Evidence evidence =
        new Evidence.Sent(
            ahead.realUid(), ahead.realGid(), other == null ? connectedAs() : null, ahead.lastEmpty());
    Frame frame = new Frame(complete, body, other == null ? peer : other, evidence, List.copyOf(descriptors));
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
    payload = null;
    if (largePayload != null) {
      largePayload.close();
      largePayload = null;
    }
    decoded = null;
    have = 0;
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
