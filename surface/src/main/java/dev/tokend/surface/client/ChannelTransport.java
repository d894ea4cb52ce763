package dev.tokend.surface.client;

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
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A plain JDK channel, for requests that pass no descriptor where there is no {@link ArrayTransport}. */
final class ChannelTransport implements Transport {

  private final SocketChannel channel;
  private final ByteBuffer start = ByteBuffer.allocate(MOST_AT_FIRST);
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
    IOException notTaken = write(frame);
    start.clear();
    try {
      readSome(start);
    } catch (IOException e) {
      throw notTaken == null ? e : notTaken;
    }
    patience.begin();
    boolean whole = false;
    try {
      fill(start, FrameHeader.SIZE);
      byte[] header = Arrays.copyOf(start.array(), FrameHeader.SIZE);
      byte[] payload = Transport.payloadOf(header, start.array(), start.position());
      ByteBuffer rest = ByteBuffer.wrap(payload);
      rest.position(Math.min(start.position() - FrameHeader.SIZE, payload.length));
      fill(rest, payload.length);
      whole = true;
      return new Answer(header, payload, null);
    } finally {
      if (whole && !channel.isBlocking()) {
        channel.configureBlocking(true);
      }
    }
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

  private int readSome(ByteBuffer in) throws IOException {
    int count = channel.read(in);
    if (count < 0) {
      throw new EOFException("the authority closed the connection");
    }
    return count;
  }

  /** Reads until there are {@code end} bytes, and no more. */
  private void fill(ByteBuffer in, int end) throws IOException {
    if (in.position() >= end) {
      return;
    }
    channel.configureBlocking(false);
    in.limit(end);
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
