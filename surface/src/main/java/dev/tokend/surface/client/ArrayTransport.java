package dev.tokend.surface.client;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.socket.ArrayStream;
import dev.tokend.surface.protocol.FrameHeader;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A stream of arrays, for requests that pass no descriptor: a JDK channel takes as long to start as a bare JVM. */
final class ArrayTransport implements Transport {

  private final ArrayStream stream;
  private final byte[] start = new byte[MOST_AT_FIRST];
  private final Patience patience;

  private ArrayTransport(ArrayStream stream, Patience patience) {
    this.stream = stream;
    this.patience = patience;
  }

  static ArrayTransport connect(Path socket) throws IOException {
    return connect(socket, Patience.MILLIS);
  }

  /**
   * Connects.
   *
   * @param patienceMillis how long the rest of an answer may take
   */
  static ArrayTransport connect(Path socket, int patienceMillis) throws IOException {
    try {
      return new ArrayTransport(ArrayStream.connect(socket), new Patience(patienceMillis));
    } catch (ErrnoException e) {
      throw new AuthorityUnreachableException(socket, reason(e));
    }
  }

  /** The words that a JDK channel has for it. */
  private static String reason(ErrnoException e) {
    return switch (e.errno()) {
      case LinuxErrno.ENOENT -> "No such file or directory";
      case LinuxErrno.ECONNREFUSED -> "Connection refused";
      case LinuxErrno.EACCES -> "Permission denied";
      default -> e.getMessage();
    };
  }

  @Override
  public Answer exchange(byte[] frame, int[] descriptors) throws IOException {
    if (descriptors.length != 0) {
      throw new IllegalArgumentException("a stream of arrays passes no descriptors");
    }
    ErrnoException notTaken = send(frame);
    int have;
    try {
      have = receive(start, 0, start.length, ArrayStream.FOR_EVER);
    } catch (IOException e) {
      throw notTaken == null ? e : notTaken;
    }
    patience.begin();
    have = fill(start, have, FrameHeader.SIZE);
    byte[] header = Arrays.copyOf(start, FrameHeader.SIZE);
    byte[] payload = Transport.payloadOf(header, start, have);
    fill(payload, Math.min(have - FrameHeader.SIZE, payload.length), payload.length);
    return new Answer(header, payload, null);
  }

  /** What went wrong, or null: an authority that takes no request may have said why. */
  private @Nullable ErrnoException send(byte[] frame) {
    try {
      stream.send(frame);
      return null;
    } catch (ErrnoException e) {
      return e;
    }
  }

  /** Receives until there are {@code end} bytes, and no more; yields how many there are. */
  private int fill(byte[] bytes, int from, int end) throws IOException {
    int have = from;
    while (have < end) {
      have += receive(bytes, have, end, patience.left());
    }
    return have;
  }

  /** Receives behind {@code have}, up to {@code end}; 0 where the time was over. */
  private int receive(byte[] bytes, int have, int end, int millis) throws IOException {
    int count;
    try {
      count = stream.receive(bytes, have, end - have, millis);
    } catch (ErrnoException e) {
      if (e.errno() == LinuxErrno.ETIMEDOUT) {
        return 0;
      }
      throw e;
    }
    if (count == 0) {
      throw new EOFException("the authority closed the connection");
    }
    return count;
  }

  @Override
  public void close() {
    stream.close();
  }
}
