package dev.tokend.authority.connection;

import dev.tokend.linux.Fd;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.socket.MessageSender;
import org.jspecify.annotations.Nullable;

/** The answer that is on its way to one client, as far as it is not sent yet. */
final class Outgoing {

  private static final int[] NO_DESCRIPTORS = {};

  private final int socket;
  private final MessageSender sender;
  private byte @Nullable [] frame;
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
    descriptor = along;
    sent = 0;
  }

  /** Sends as much as the client's socket takes; false if there is no client any more. */
  boolean flush() {
    byte[] bytes = frame;
    while (bytes != null) {
      Fd along = descriptor;
      int length = Math.min(bytes.length - sent, sender.capacity());
      int[] descriptors = along == null ? NO_DESCRIPTORS : new int[] {along.number()};
      int count = sender.send(socket, bytes, sent, length, descriptors, descriptors.length, 0);
      if (count == -LinuxErrno.EAGAIN || count == -LinuxErrno.EINTR) {
        return true;
      }
      if (count < 0) {
        return false;
      }
      abandon();
      sent += count;
      if (sent == bytes.length) {
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
