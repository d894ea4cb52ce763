package dev.tokend.authority.connection;

import dev.tokend.linux.Fd;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.socket.MessageSender;
import dev.tokend.surface.protocol.FrameHeader;
import org.jspecify.annotations.Nullable;

/** The answer that is on its way to one client, as far as it is not sent yet. */
final class Outgoing {

  private static final int[] NO_DESCRIPTORS = {};

  /** The longest answer that is sent without objects, with its header. */
  private static final int SMALL = 1024;

  private final int socket;
  private final MessageSender sender;
  private final byte[] small = new byte[SMALL];
  private byte @Nullable [] frame;
  private int length;
  private int sent;
  private @Nullable Fd descriptor;

  Outgoing(int socket, MessageSender sender) {
    this.socket = socket;
    this.sender = sender;
  }

  /** Whether nothing is left to send. */
  boolean isEmpty() {
    return frame == null;
  }

  /** How many bytes are held for it: the whole answer until it is sent. */
  int length() {
    byte[] held = frame;
    return held == null ? 0 : held.length;
  }

  /**
   * The next answer; the last one is sent.
   *
   * @param along closed when it is sent
   */
  void set(byte[] newFrame, @Nullable Fd along) {
    frame = newFrame;
    length = newFrame.length;
    descriptor = along;
    sent = 0;
  }

  /**
   * The next answer, which is a success and is to be sent from memory that is there already; the last one is sent.
   *
   * @return false, with nothing done, where it is too long for that
   */
  boolean sendsAtOnce(int operation, int requestId, byte[] payload) {
    int size = FrameHeader.SIZE + payload.length;
    if (size > small.length) {
      return false;
    }
    FrameHeader.writeReply(small, operation, requestId, payload.length);
    System.arraycopy(payload, 0, small, FrameHeader.SIZE, payload.length);
    frame = small;
    length = size;
    descriptor = null;
    sent = 0;
    return true;
  }

  /** Sends as much as the client's socket takes; false if there is no client any more. */
  boolean flush() {
    byte[] bytes = frame;
    while (bytes != null) {
      Fd along = descriptor;
      int part = Math.min(length - sent, sender.capacity());
      int[] descriptors = along == null ? NO_DESCRIPTORS : new int[] {along.number()};
      int count = sender.send(socket, bytes, sent, part, descriptors, descriptors.length, 0);
      if (count == -LinuxErrno.EAGAIN || count == -LinuxErrno.EINTR) {
        return true;
      }
      if (count < 0) {
        return false;
      }
      abandon();
      sent += count;
      if (sent == length) {
        frame = null;
        bytes = null;
      }
    }
    return true;
  }

  /** Lets go of the descriptor that is to go along. */
  void abandon() {
    if (descriptor != null) {
      descriptor.close();
      descriptor = null;
    }
  }
}
