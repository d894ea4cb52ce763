package dev.tokend.authority.serve;

import dev.tokend.authority.connection.Frame;
import dev.tokend.authority.connection.ShortFrame;
import dev.tokend.linux.Fd;
import dev.tokend.linux.socket.SocketFacts;
import dev.tokend.monitor.state.Handle;
import dev.tokend.surface.protocol.Words;
import org.jspecify.annotations.Nullable;

/**
 * The last query of a handle, on one connection. Its answer rests on the handle, which carries what it was opened for
 * (tokens §6.1), and on the token, and on nothing of who asks: that was decided when the handle was opened. The first
 * query of a connection looks at its sender all the same, so that whoever asks is known.
 */
final class RememberedQuery {
  private static final int WORDS = 2;

  private final Handles handles;
  private @Nullable Memory last;

  /** What was asked and answered. */
  private record Memory(
      long cookie, Handle handle, TokenMoment token, int classNumber, int size, int realUid, byte[] reply) {}

  RememberedQuery(Handles handles) {
    this.handles = handles;
  }

  /** A query has just been answered. */
  void remember(Frame frame, byte[] reply) {
    last = null;
    Fd descriptor = frame.descriptors().getFirst();
    Handle handle = handles.find(descriptor);
    if (handle != null && frame.payload().length == WORDS * Integer.BYTES) {
      last =
          new Memory(
              SocketFacts.cookieOrErrno(descriptor.number()),
              handle,
              TokenMoment.of(handle.token()),
              Words.at(frame.payload(), 0),
              Words.at(frame.payload(), 1),
              frame.evidence().realUid(),
              reply);
    }
  }

  byte @Nullable [] again(ShortFrame request) {
    Memory memory = last;
    if (memory == null
        || request.length() != WORDS * Integer.BYTES
        || request.descriptors() != 1
        || request.realUid() != memory.realUid
        || request.payloadWord(0) != memory.classNumber
        || request.payloadWord(1) != memory.size
        || !memory.handle.isOpen()
        || !memory.token.isNow()) {
      return null;
    }
    // The kernel never uses a cookie twice: it is the handle, or another thing.
    return SocketFacts.cookieOrErrno(request.descriptor()) == memory.cookie ? memory.reply : null;
  }
}
