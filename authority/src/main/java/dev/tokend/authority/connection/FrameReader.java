package dev.tokend.authority.connection;

import dev.tokend.kacs.MalformedException;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.process.PidFd;
import dev.tokend.linux.socket.MessageFlags;
import dev.tokend.linux.socket.MessageReceiver;
import dev.tokend.linux.socket.OffHeapBytes;
import dev.tokend.linux.socket.SocketOptions;
import dev.tokend.surface.protocol.FrameHeader;
import dev.tokend.surface.protocol.Operation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts frames together from what a socket gives, and tells who sent each.
 *
 * <p>The first look at a frame only peeks: if its sender is not the process that connected, the kernel is asked for a
 * pidfd of the sender from then on, before anything is taken. That costs nothing for the many clients that never pass
 * their connection on.
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
  private int senderPid;
  private int realUid;
  private int realGid;
  private @Nullable Long lastEmpty;
  private @Nullable Sender other;
  private boolean askingForPidfds;

  /**
   * @param fd the connection
   * @param peer the process that connected
   * @param receivers buffers, shared by all connections of a loop
   */
  FrameReader(int fd, Sender peer, Receivers receivers) {
    this.fd = fd;
    this.peer = peer;
    this.receivers = receivers;
  }

  /** What a read came to. */
  sealed interface Result {
    /** Nothing more to take at the moment. */
    record Waiting() implements Result {}

    /** The client closed its side between two frames. */
    record End() implements Result {}

    /** A whole frame. */
    record Whole(Frame frame) implements Result {}
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
        int seen = look();
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
      FrameHeader complete = decoded;
      if (complete != null && have == FrameHeader.SIZE + complete.length()) {
        return new Result.Whole(finish(complete));
      }
    }
  }

  /**
   * Looks at who sent the start of a frame, without taking it: positive if there is one, 0 at the end, else negative.
   */
  private int look() throws BrokenFrameException, ErrnoException {
    MessageReceiver peeker = receivers.peeker();
    int count = peek();
    if (count == -LinuxErrno.ECONNRESET) {
      // The client closed without having read its last answer.
      return 0;
    }
    if (count <= 0) {
      return checked(count);
    }
    if (!peeker.hasCredentials()) {
      throw new BrokenFrameException("a message without credentials");
    }
    senderPid = peeker.pid();
    realUid = peeker.uid();
    realGid = peeker.gid();
    if (senderPid != peer.pid() && !askingForPidfds) {
      SocketOptions.receivePidFds(fd);
      askingForPidfds = true;
    }
    return count;
  }

  /** Peeks at one byte, and remembers the moment if there is none: what comes later was sent later. */
  private int peek() {
    long before = System.nanoTime();
    int count = receivers.peeker().receive(fd, 0, 1, MessageFlags.PEEK);
    if (count == -LinuxErrno.EAGAIN) {
      lastEmpty = before;
    }
    return count;
  }

  /** Between two frames: makes sure that the next one is known to be sent after now, unless it is here already. */
  void noteEmpty() {
    peek();
  }

  private static int checked(int count) throws BrokenFrameException {
    if (count < 0 && count != -LinuxErrno.EAGAIN && count != -LinuxErrno.EINTR) {
      throw new BrokenFrameException("receiving failed: " + LinuxErrno.name(-count));
    }
    return count;
  }

  private int take() throws BrokenFrameException, ErrnoException {
    MessageReceiver receiver = receivers.receiver();
    int end = FrameHeader.SIZE + (decoded == null ? 0 : decoded.length());
    int count = checked(receiver.receive(fd, 0, Math.min(end - have, receiver.capacity()), 0));
    if (count > 0) {
      keepDescriptors(receiver);
      if (!receiver.hasCredentials() || receiver.pid() != senderPid) {
        receiver.closeReceived();
        throw new BrokenFrameException("a message in pieces from several processes");
      }
      if (receiver.uid() != realUid || receiver.gid() != realGid) {
        receiver.closeReceived();
        throw new BrokenFrameException("a message in pieces from several users");
      }
      keepSender(receiver);
      copy(receiver, count);
    }
    return count;
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
    if (senderPid == peer.pid()) {
      receiver.closeReceived();
    } else if (other == null) {
      if (receiver.pidFd() < 0) {
        throw new BrokenFrameException("the sender is gone");
      }
      other = new Sender(senderPid, PidFd.adopt(receiver.takePidFd()));
    } else {
      receiver.closeReceived();
    }
  }

  private void copy(MessageReceiver receiver, int count) throws BrokenFrameException {
    if (decoded == null) {
      receiver.copyTo(header, have, count);
      have += count;
      if (have == FrameHeader.SIZE) {
        begin();
      }
      return;
    }
    if (largePayload != null) {
      receiver.copyTo(largePayload, have - FrameHeader.SIZE, count);
    } else if (payload != null) {
      receiver.copyTo(payload, have - FrameHeader.SIZE, count);
    }
    have += count;
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
    ConnectedAs connectedAs = other == null ? ConnectedAs.of(fd) : null;
    Evidence evidence = new Evidence.Sent(realUid, realGid, connectedAs, lastEmpty);
    Frame frame = new Frame(complete, body, other == null ? peer : other, evidence, List.copyOf(descriptors));
    reset();
    return frame;
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
