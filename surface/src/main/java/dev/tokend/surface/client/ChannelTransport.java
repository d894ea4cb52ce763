package dev.tokend.surface.client;

import dev.tokend.kacs.MalformedException;
import dev.tokend.surface.protocol.FrameHeader;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A plain JDK channel: the quickest to start, and enough for every request that passes no descriptor. */
final class ChannelTransport implements Transport {

  private final SocketChannel channel;
  private final Patience patience;

  private ChannelTransport(SocketChannel channel, Patience patience) {
    this.channel = channel;
    this.patience = patience;
  }

  static ChannelTransport connect(Path socket) throws IOException {
    return connect(socket, Patience.MILLIS);
  }

  /**
   * Connects.
   *
   * @param patienceMillis how long the rest of an answer may take
   */
  static ChannelTransport connect(Path socket, int patienceMillis) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(socket));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    return new ChannelTransport(channel, new Patience(patienceMillis));
  }

  @Override
  public Answer exchange(byte[] frame, int[] descriptors) throws IOException {
    if (descriptors.length != 0) {
      throw new IllegalArgumentException("a JDK channel passes no descriptors");
    }
    channel.configureBlocking(true);
    IOException notTaken = write(frame);
    ByteBuffer header = ByteBuffer.allocate(FrameHeader.SIZE);
    try {
      readSome(header);
    } catch (IOException e) {
      throw notTaken == null ? e : notTaken;
    }
    patience.begin();
    channel.configureBlocking(false);
    fill(header);
    ByteBuffer payload = ByteBuffer.allocate(lengthIn(header.array()));
    fill(payload);
    return new Answer(header.array(), payload.array(), null);
  }

  /** What went wrong, or null: an authority that takes no request may have said why. */
  private @Nullable IOException write(byte[] frame) {
    ByteBuffer out = ByteBuffer.wrap(frame);
    try {
      while (out.hasRemaining()) {
        channel.write(out);
      }
      return null;
    } catch (IOException e) {
      return e;
    }
  }

  static int lengthIn(byte[] header) throws IOException {
    try {
      return FrameHeader.decode(header).length();
    } catch (MalformedException e) {
      throw new IOException("the authority's answer makes no sense: " + e.getMessage(), e);
    }
  }

  private int readSome(ByteBuffer in) throws IOException {
    int count = channel.read(in);
    if (count < 0) {
      throw new EOFException("the authority closed the connection");
    }
    return count;
  }

  private void fill(ByteBuffer in) throws IOException {
    while (in.hasRemaining()) {
      if (readSome(in) == 0) {
        awaitMore();
      }
    }
  }

  /** Rare: an answer is mostly there as a whole. */
  private void awaitMore() throws IOException {
    try (Selector selector = Selector.open()) {
      channel.register(selector, SelectionKey.OP_READ);
      selector.select(patience.left());
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
