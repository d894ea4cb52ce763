package dev.tokend.surface.client;

import dev.tokend.linux.Fd;
import dev.tokend.linux.socket.SocketType;
import dev.tokend.linux.socket.UnixSocket;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** A server's Unix stream socket, whose accepted connections have descriptors that the authority can be asked about. */
public final class PeerListener implements AutoCloseable {

  private static final int BACKLOG = 128;

  private final Fd descriptor;
  private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();
  private volatile boolean closing;

  private PeerListener(Fd descriptor) {
    this.descriptor = descriptor;
  }

  /**
   * Makes a socket and listens on it. Who may connect is for the mode of the path to say, which is that of the umask.
   *
   * @param path must not exist; closing does not remove it
   */
  public static PeerListener bind(Path path) throws IOException {
    Fd socket = UnixSocket.blocking(SocketType.STREAM);
    try {
      UnixSocket.bind(socket.number(), path);
      UnixSocket.listen(socket.number(), BACKLOG);
      return new PeerListener(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * Waits for a connection.
   *
   * @return which the caller closes
   * @throws ClosedChannelException if this was closed meanwhile
   */
  public PeerSocket accept() throws IOException {
    use.readLock().lock();
    try {
      if (closing) {
        throw new ClosedChannelException();
      }
      return new PeerSocket(UnixSocket.acceptBlocking(descriptor.number()));
    } catch (IOException e) {
      if (closing) {
        throw new ClosedChannelException();
      }
      throw e;
    } finally {
      use.readLock().unlock();
    }
  }

  /** Takes no more connections, and wakes who waits for one. Does nothing the second time. */
  @Override
  public void close() throws IOException {
    if (closing) {
      return;
    }
    closing = true;
    UnixSocket.shutdown(descriptor.number());
    use.writeLock().lock();
    try {
      descriptor.close();
    } finally {
      use.writeLock().unlock();
    }
  }
}
