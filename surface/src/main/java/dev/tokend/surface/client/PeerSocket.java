package dev.tokend.surface.client;

import dev.tokend.linux.Fd;
import dev.tokend.linux.socket.SocketBytes;
import dev.tokend.linux.socket.UnixSocket;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A connected Unix stream socket whose descriptor is known, which that of a JDK channel is not: the authority is asked
 * about peers by it. Reading and writing wait; one thread may read while another writes, and a third close it.
 */
public final class PeerSocket implements ByteChannel {

  private final Fd descriptor;

  /** Held for reading by who uses the descriptor, so that its number is not given up and used again meanwhile. */
  private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();

  private volatile boolean closing;

  PeerSocket(Fd descriptor) {
    this.descriptor = descriptor;
  }

  /** The descriptor's number in this process, until it is closed; for {@code new Target.Peer(number)} and the like. */
  public int number() {
    return descriptor.number();
  }

  /** What the peer sends. */
  public InputStream input() {
    return Channels.newInputStream(this);
  }

  /** Sends to the peer, without a buffer of its own. */
  public OutputStream output() {
    return Channels.newOutputStream(this);
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    use.readLock().lock();
    try {
      int count = SocketBytes.receive(open(), into);
      return count == 0 && into.hasRemaining() ? -1 : count;
    } finally {
      use.readLock().unlock();
    }
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    use.readLock().lock();
    try {
      int all = from.remaining();
      while (from.hasRemaining()) {
        SocketBytes.send(open(), from);
      }
      return all;
    } finally {
      use.readLock().unlock();
    }
  }

  private int open() throws ClosedChannelException {
    if (closing) {
      throw new ClosedChannelException();
    }
    return descriptor.number();
  }

  @Override
  public boolean isOpen() {
    return !closing;
  }

  /** Ends the connection; who waits for it in another thread is woken. Does nothing the second time. */
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
