package dev.tokend.linux.socket;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.call.NativeLibrary;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A connected stream socket that sends and receives arrays, and no descriptors: of all ways to talk to a Unix domain
 * socket the quickest to start. There is one only where {@link NativeLibrary} is loaded.
 */
public final class ArrayStream implements AutoCloseable {
  /** Waits for the first byte as long as it takes. */
  public static final int FOR_EVER = -1;

  private final int fd;
  private boolean closed;

  private ArrayStream(int fd) {
    this.fd = fd;
  }

  /** Whether {@link #connect} can be called. */
  public static boolean isAvailable() {
    return NativeLibrary.isLoaded();
  }

  /**
   * Connects to a path; the descriptor is close-on-exec.
   *
   * @throws ErrnoException ENOENT, ECONNREFUSED where nobody listens, EACCES, ENAMETOOLONG beyond 107 bytes
   */
  public static ArrayStream connect(Path path) throws ErrnoException {
    byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
    int result;
    do {
      result = connect(name);
    } while (result == -LinuxErrno.EINTR);
    return new ArrayStream(checked("connect " + path, result));
  }

  /** Sends a whole array. */
  public void send(byte[] bytes) throws ErrnoException {
    requireOpen();
    int sent = 0;
    while (sent < bytes.length) {
      int count = send(fd, bytes, sent, bytes.length - sent);
      if (count != -LinuxErrno.EINTR) {
        sent += checked("send", count);
      }
    }
  }

  /**
   * Receives what is there, up to a length, into an array.
   *
   * @param length at least 1
   * @param millis how long the first byte may be waited for, or {@link #FOR_EVER}
   * @return how many bytes; 0 if the other side has closed
   * @throws ErrnoException ETIMEDOUT if none came in time
   */
  public int receive(byte[] bytes, int offset, int length, int millis) throws ErrnoException {
    requireOpen();
    Objects.checkFromIndexSize(offset, length, bytes.length);
    int count;
    do {
      count = receive(fd, bytes, offset, length, millis);
    } while (count == -LinuxErrno.EINTR);
    return checked("recv", count);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the stream is closed");
    }
  }

  private static int checked(String call, int result) throws ErrnoException {
    if (result < 0) {
      throw new ErrnoException(call, -result);
    }
    return result;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      closeDescriptor(fd);
    }
  }

  private static native int connect(byte[] path);

  private static native int send(int fd, byte[] bytes, int offset, int length);

  private static native int receive(int fd, byte[] bytes, int offset, int length, int millis);

  private static native void closeDescriptor(int fd);
}
