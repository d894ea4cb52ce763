package dev.tokend.surface.client;

import dev.tokend.surface.protocol.FrameHeader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** Listens in this process, answers one request on each connection as a test says, and closes it. */
final class FakeAuthority implements AutoCloseable {
  private final Path socket;
  private final ServerSocketChannel listener;
  private final Script script;

  /** What is answered to a request: any bytes. */
  @FunctionalInterface
  interface Script {
    byte[] answer(FrameHeader request) throws Exception;
  }

  private FakeAuthority(Path socket, ServerSocketChannel listener, Script script) {
    this.socket = socket;
    this.listener = listener;
    this.script = script;
  }

  static FakeAuthority at(Path socket, Script script) throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listener.bind(UnixDomainSocketAddress.of(socket));
    FakeAuthority authority = new FakeAuthority(socket, listener, script);
    inBackground(authority::accept);
    return authority;
  }

  private static void inBackground(Runnable work) {
    Thread thread = new Thread(work, "fake authority");
    thread.setDaemon(true);
    thread.start();
  }

  /** A frame with a payload, as an answer to a request. */
  static byte[] reply(FrameHeader request, byte[] payload) {
    return FrameHeader.frame(FrameHeader.Kind.REPLY, request.operation(), request.requestId(), 0, payload);
  }

  AuthorityAddress address() {
    return new AuthorityAddress(socket, AuthorityAddress.Origin.GIVEN);
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel client = listener.accept();
        inBackground(() -> serve(client));
      }
    } catch (IOException e) {
      // It was closed.
      return;
    }
  }

  private void serve(SocketChannel client) {
    try (client) {
      FrameHeader request = FrameHeader.decode(read(client, FrameHeader.SIZE));
      read(client, request.length());
      ByteBuffer answer = ByteBuffer.wrap(script.answer(request));
      while (answer.hasRemaining()) {
        client.write(answer);
      }
    } catch (Exception e) {
      // The client is gone; what it makes of that is what is tested.
      return;
    }
  }

  private static byte[] read(SocketChannel client, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (client.read(bytes) < 0) {
        throw new IOException("the client is gone");
      }
    }
    return bytes.array();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
