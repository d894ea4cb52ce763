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
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A plain JDK channel: the quickest to start, and enough for every request that passes no descriptor. */
final class ChannelTransport implements Transport {

  /** How much of an answer is read at once, in bytes: most are shorter. */
  static final int MOST_AT_FIRST = 4096;

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
      byte[] payload = payloadOf(header, start.array(), start.position());
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

  /**
   * Room for the payload of an answer, with as much of it as has come.
   *
   * @param start what has come, the header first
   * @param have how many bytes have
   * @throws IOException if the header makes no sense, or more has come than the answer
   */
  static byte[] payloadOf(byte[] header, byte[] start, int have) throws IOException {
    int length = lengthIn(header);
    if (have - FrameHeader.SIZE > length) {
      throw new IOException("the authority answered more than it was asked");
    }
    byte[] payload = new byte[length];
    System.arraycopy(start, FrameHeader.SIZE, payload, 0, have - FrameHeader.SIZE);
    return payload;
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
