package dev.tokend.surface.client;

import dev.tokend.kacs.MalformedException;
import dev.tokend.surface.protocol.FrameHeader;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** A plain JDK channel: the quickest to start, and enough for every request that passes no descriptor. */
final class ChannelTransport implements Transport {

  private final SocketChannel channel;

  private ChannelTransport(SocketChannel channel) {
    this.channel = channel;
  }

  static ChannelTransport connect(Path socket) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(socket));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    return new ChannelTransport(channel);
  }

  @Override
  public Answer exchange(byte[] frame, int[] descriptors) throws IOException {
    if (descriptors.length != 0) {
      throw new IllegalArgumentException("a JDK channel passes no descriptors");
    }
    ByteBuffer out = ByteBuffer.wrap(frame);
    while (out.hasRemaining()) {
      channel.write(out);
    }
    byte[] header = read(FrameHeader.SIZE);
    int length = lengthIn(header);
    return new Answer(header, read(length), null);
  }

  static int lengthIn(byte[] header) throws IOException {
    try {
      return FrameHeader.decode(header).length();
    } catch (MalformedException e) {
      throw new IOException("the authority's answer makes no sense: " + e.getMessage(), e);
    }
  }

  private byte[] read(int length) throws IOException {
    ByteBuffer in = ByteBuffer.allocate(length);
    while (in.hasRemaining()) {
      if (channel.read(in) < 0) {
        throw new EOFException("the authority closed the connection");
      }
    }
    return in.array();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
