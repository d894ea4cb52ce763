package dev.tokend.authority.connection;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.socket.MessageFlags;
import dev.tokend.linux.socket.MessageReceiver;
import dev.tokend.linux.socket.SocketOptions;
import dev.tokend.surface.protocol.FrameHeader;
import org.jspecify.annotations.Nullable;

/**
 * A look at the start of the next frame of a connection, without taking it: if its sender is not the process that
 * connected, the kernel is asked for a pidfd of the sender from then on, before anything is taken. That costs nothing for
 * the many clients that never pass their connection on.
 */
final class FrameAhead {
  private final int fd;
  private final Sender peer;
  private final Receivers receivers;
  private final byte[] header = new byte[FrameHeader.SIZE];
  private int length = FrameHeader.SIZE;
  private int senderPid;
  private int realUid;
  private int realGid;
  private @Nullable Long lastEmpty;
  private boolean askingForPidfds;

  FrameAhead(int fd, Sender peer, Receivers receivers) {
    this.fd = fd;
    this.peer = peer;
    this.receivers = receivers;
  }

  /** Looks: positive if there is the start of a frame, 0 at the end, else negative. */
  int look() throws BrokenFrameException, ErrnoException {
    MessageReceiver peeker = receivers.peeker();
    int count = peek();
    if (count == -LinuxErrno.ECONNRESET) {
      // The client closed without having read its last answer.
      return 0;
    }
    if (count <= 0) {
      return FrameReader.checked(count);
    }
    if (!peeker.hasCredentials()) {
      throw new BrokenFrameException("a message without credentials");
    }
    senderPid = peeker.pid();
    realUid = peeker.uid();
    realGid = peeker.gid();
    peeker.copyTo(header, 0, count);
    length = count == FrameHeader.SIZE ? lengthInHeader() : FrameHeader.SIZE;
    if (senderPid != peer.pid() && !askingForPidfds) {
      SocketOptions.receivePidFds(fd);
      askingForPidfds = true;
    }
    return count;
  }

  /** Of a header that will be refused, its own. */
  private int lengthInHeader() {
    int payload = FrameHeader.lengthIn(header);
    boolean sound = FrameHeader.isRequest(header) && payload <= receivers.receiver().capacity() - FrameHeader.SIZE;
    return sound ? FrameHeader.SIZE + payload : FrameHeader.SIZE;
  }

  /** Peeks at a header, and remembers the moment if there is none: what comes later was sent later. */
  private int peek() {
    long before = System.nanoTime();
    int count = receivers.peeker().receive(fd, 0, FrameHeader.SIZE, MessageFlags.PEEK);
    if (count == -LinuxErrno.EAGAIN) {
      lastEmpty = before;
    }
    return count;
  }

  /** Makes sure that the next frame is known to be sent after now, unless it is here already. */
  void noteEmpty() {
    peek();
  }

  /** How much to take at first: the whole frame, as far as is seen of it. */
  int length() {
    return length;
  }

  /** Whether the process that connected has sent it. */
  boolean isOfPeer() {
    return senderPid == peer.pid();
  }

  /** The number of the process that has. */
  int senderPid() {
    return senderPid;
  }

  /** Its real uid then, unsigned. */
  int realUid() {
    return realUid;
  }

  /** Its real gid then, unsigned. */
  int realGid() {
    return realGid;
  }

  /** {@link System#nanoTime()} at which nothing was there; null if no such moment is known. */
  @Nullable Long lastEmpty() {
    return lastEmpty;
  }
}
