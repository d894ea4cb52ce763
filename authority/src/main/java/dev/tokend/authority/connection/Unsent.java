package dev.tokend.authority.connection;

import dev.tokend.linux.Fd;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.socket.MessageSender;
import org.jspecify.annotations.Nullable;

/** An answer on its way: what of it the client's socket has not taken yet. */
final class Unsent {
  private static final int[] NO_DESCRIPTORS = {};

  private final byte[] bytes;
  private @Nullable Fd descriptor;
  private int sent;

  /**
   * @param descriptor goes with the first byte and is closed then; or null
   */
  Unsent(byte[] bytes, @Nullable Fd descriptor) {
    this.bytes = bytes;
    this.descriptor = descriptor;
  }

  /** How far it got. */
  enum Progress {
    /** All is sent. */
    DONE,
    /** The socket takes no more at the moment. */
    LATER,
    /** The client is gone. */
    BROKEN
  }

  /** Sends as much as the socket takes. */
  Progress send(int socket, MessageSender sender) {
    while (sent < bytes.length) {
      Fd along = descriptor;
      int length = Math.min(bytes.length - sent, sender.capacity());
      int[] descriptors = along == null ? NO_DESCRIPTORS : new int[] {along.number()};
      int count = sender.send(socket, bytes, sent, length, descriptors, descriptors.length, 0);
      if (count == -LinuxErrno.EAGAIN || count == -LinuxErrno.EINTR) {
        return Progress.LATER;
      }
      if (count < 0) {
        return Progress.BROKEN;
      }
      drop();
      sent += count;
    }
    return Progress.DONE;
  }

  /** Lets go of the descriptor. */
  void drop() {
    Fd along = descriptor;
    if (along != null) {
      descriptor = null;
      along.close();
    }
  }
}
