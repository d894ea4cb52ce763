package dev.tokend.surface.client;

import dev.tokend.linux.Fd;
import dev.tokend.linux.socket.MessageReceiver;
import dev.tokend.linux.socket.MessageSender;
import dev.tokend.linux.socket.SocketType;
import dev.tokend.linux.socket.UnixSocket;
import dev.tokend.surface.protocol.FrameHeader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * Listens in this process and answers the first request that brings or wants a descriptor, in pieces each of which may
 * bring one, and closes the connection. Its own copies of the descriptors are closed then.
 */
final class PassingAuthority implements AutoCloseable {
  private final Path path;
  private final Fd listener = UnixSocket.blocking(SocketType.STREAM);
  private final MessageSender sender = new MessageSender(4096);
  private final MessageReceiver receiver = MessageReceiver.ofDescriptors(4096, 4);
  private final CompletableFuture<Integer> done = new CompletableFuture<>();

  /** Some bytes of an answer and what comes along: a descriptor that is closed here when it was sent, or null. */
  record Piece(byte[] bytes, Fd descriptor) {}

  /** What is answered to a request. */
  @FunctionalInterface
  interface Script {
    Piece[] answer(FrameHeader request) throws Exception;
  }

  PassingAuthority(Path path, Script script) throws IOException {
    this.path = path;
    UnixSocket.bind(listener.number(), path);
    UnixSocket.listen(listener.number(), 4);
    Thread thread = new Thread(() -> serve(script), "passing authority");
    thread.setDaemon(true);
    thread.start();
  }

  AuthorityAddress address() {
    return new AuthorityAddress(path, AuthorityAddress.Origin.GIVEN);
  }

  /** Waits until the answer was given; returns how many descriptors the request brought. */
  int awaitAnswered() throws Exception {
    return done.get();
  }

  private void serve(Script script) {
    // A client first connects without a request, on a channel that passes no descriptors.
    try (Fd _ = UnixSocket.acceptBlocking(listener.number());
        Fd connection = UnixSocket.acceptBlocking(listener.number())) {
      int got = receiver.receive(connection.number(), 0);
      byte[] frame = new byte[got];
      receiver.copyTo(frame, 0, got);
      int brought = receiver.descriptorCount();
      receiver.closeReceived();
      for (Piece piece : script.answer(FrameHeader.decode(frame))) {
        send(connection, piece);
      }
      done.complete(brought);
    } catch (Exception | Error e) {
      done.completeExceptionally(e);
    }
  }

  private void send(Fd connection, Piece piece) {
    byte[] bytes = piece.bytes();
    int[] descriptors = piece.descriptor() == null ? new int[0] : new int[] {piece.descriptor().number()};
    int sent = sender.send(connection.number(), bytes, 0, bytes.length, descriptors, descriptors.length, 0);
    if (sent != bytes.length) {
      throw new IllegalStateException("sendmsg: " + sent);
    }
    if (piece.descriptor() != null) {
      piece.descriptor().close();
    }
  }

  @Override
  public void close() {
    listener.close();
  }
}
