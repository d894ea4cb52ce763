package dev.tokend.surface.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokend.linux.Fd;
import dev.tokend.linux.socket.SocketFacts;
import dev.tokend.linux.socket.SocketType;
import dev.tokend.linux.socket.UnixSocket;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerSocketTest {
  @TempDir private Path folder;

  private static PeerSocket connect(Path path) throws Exception {
    Fd socket = UnixSocket.blocking(SocketType.STREAM);
    UnixSocket.connect(socket.number(), path);
    return new PeerSocket(socket);
  }

  @Test
  void bytes_of_any_number_arrive_in_order_until_the_end() throws Exception {
    Path path = folder.resolve("server");
    byte[] sent = new byte[3_000_000];
    new Random(5).nextBytes(sent);
    try (PeerListener listener = PeerListener.bind(path);
        PeerSocket client = connect(path);
        PeerSocket server = listener.accept()) {
      CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
        try (client; OutputStream out = client.output()) {
          out.write(sent);
        } catch (java.io.IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
      });
      try (InputStream in = server.input()) {
        assertThat(in.readAllBytes()).isEqualTo(sent);
      }
      writing.join();
      assertThat(server.isOpen()).isFalse();
    }
  }

  @Test
  void closing_wakes_who_waits_and_the_number_is_given_up_after_that() throws Exception {
    Path path = folder.resolve("server");
    try (PeerListener listener = PeerListener.bind(path);
        PeerSocket client = connect(path);
        PeerSocket server = listener.accept()) {
      CompletableFuture<Integer> reading = CompletableFuture.supplyAsync(() -> {
        try {
          return server.read(ByteBuffer.allocate(10));
        } catch (java.io.IOException e) {
          return -2;
        }
      });
      int number = server.number();
      assertThat(SocketFacts.cookie(number)).isPositive();
      closeNow(server);
      assertThat(reading.get()).isNegative();
      assertThatThrownBy(() -> server.read(ByteBuffer.allocate(10))).isInstanceOf(ClosedChannelException.class);
      assertThatThrownBy(() -> server.write(ByteBuffer.allocate(10))).isInstanceOf(ClosedChannelException.class);
      assertThatThrownBy(server::number).isInstanceOf(IllegalStateException.class);
      assertThat(client.read(ByteBuffer.allocate(10))).isEqualTo(-1);
    }
  }

  @Test
  void closing_a_listener_wakes_who_accepts() throws Exception {
    PeerListener listener = PeerListener.bind(folder.resolve("server"));
    CompletableFuture<String> accepting = CompletableFuture.supplyAsync(() -> {
      try (PeerSocket _ = listener.accept()) {
        return "accepted";
      } catch (ClosedChannelException e) {
        return "closed";
      } catch (java.io.IOException e) {
        return e.toString();
      }
    });
    listener.close();
    assertThat(accepting.get()).isEqualTo("closed");
    assertThatThrownBy(listener::accept).isInstanceOf(ClosedChannelException.class);
  }

  private static void closeNow(AutoCloseable resource) throws Exception {
    try (resource) {
      assertThat(resource).isNotNull();
    }
  }
}
