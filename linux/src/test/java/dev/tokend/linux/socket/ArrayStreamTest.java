package dev.tokend.linux.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.call.BuiltLibrary;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stream of the library, against a socket of the JDK. */
class ArrayStreamTest {
  @TempDir private Path folder;
  private Path path;
  private ServerSocketChannel server;

  @BeforeAll
  static void load() {
    BuiltLibrary.load();
  }

  @BeforeEach
  void listen() throws IOException {
    path = folder.resolve("socket");
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(path));
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  private static int errnoOfConnecting(Path to) {
    try (ArrayStream stream = ArrayStream.connect(to)) {
      throw new AssertionError("connected to " + to + ": " + stream);
    } catch (ErrnoException e) {
      return e.errno();
    }
  }

  @Test
  void bytes_arrive_both_ways_whatever_their_number() throws IOException {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    try (ArrayStream stream = ArrayStream.connect(path);
        SocketChannel peer = server.accept()) {
      for (int size : new int[] {1, 23, 4095, 4096, 4097, 60_000}) {
        byte[] sent = new byte[size];
        random.nextBytes(sent);
        stream.send(sent);
        ByteBuffer there = ByteBuffer.allocate(size);
        while (there.hasRemaining()) {
          peer.read(there);
        }
        assertThat(there.array()).isEqualTo(sent);
        peer.write(ByteBuffer.wrap(sent));
        byte[] back = new byte[size];
        int have = 0;
        while (have < size) {
          have += stream.receive(back, have, size - have, ArrayStream.FOR_EVER);
        }
        assertThat(back).isEqualTo(sent);
      }
    }
  }

  @Test
  void nothing_but_the_range_is_written() throws IOException {
    try (ArrayStream stream = ArrayStream.connect(path);
        SocketChannel peer = server.accept()) {
      peer.write(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}));
      byte[] bytes = new byte[6];
      assertThat(stream.receive(bytes, 2, 2, ArrayStream.FOR_EVER)).isEqualTo(2);
      assertThat(bytes).containsExactly(0, 0, 1, 2, 0, 0);
    }
  }

  @Test
  void a_range_outside_the_array_is_refused() throws IOException {
    try (ArrayStream stream = ArrayStream.connect(path)) {
      byte[] bytes = new byte[4];
      int[][] ranges = {{0, 5}, {4, 1}, {-1, 2}, {2, -1}, {Integer.MAX_VALUE, 2}, {1, Integer.MAX_VALUE}};
      for (int[] range : ranges) {
        assertThatThrownBy(() -> stream.receive(bytes, range[0], range[1], 0))
            .isInstanceOf(IndexOutOfBoundsException.class);
      }
    }
  }

  @Test
  void the_end_of_the_other_side_is_no_bytes_and_silence_is_a_timeout() throws IOException {
    try (ArrayStream stream = ArrayStream.connect(path)) {
      SocketChannel peer = server.accept();
      byte[] bytes = new byte[4];
      assertThatThrownBy(() -> stream.receive(bytes, 0, 4, 0))
          .isInstanceOfSatisfying(
              ErrnoException.class, e -> assertThat(e.errno()).isEqualTo(LinuxErrno.ETIMEDOUT));
      peer.close();
      assertThat(stream.receive(bytes, 0, 4, 0)).isZero();
      assertThatThrownBy(() -> stream.send(bytes))
          .isInstanceOfSatisfying(ErrnoException.class, e -> assertThat(e.errno()).isEqualTo(LinuxErrno.EPIPE));
    }
  }

  @Test
  void what_cannot_be_connected_to_says_why() throws IOException {
    assertThat(errnoOfConnecting(folder.resolve("nothing"))).isEqualTo(LinuxErrno.ENOENT);
    assertThat(errnoOfConnecting(Path.of(""))).isEqualTo(LinuxErrno.EINVAL);
    assertThat(errnoOfConnecting(Path.of("/" + "x".repeat(107)))).isEqualTo(LinuxErrno.ENAMETOOLONG);
    assertThat(errnoOfConnecting(Path.of("/" + "x".repeat(100_000)))).isEqualTo(LinuxErrno.ENAMETOOLONG);
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(errnoOfConnecting(file)).isEqualTo(LinuxErrno.ECONNREFUSED);
  }

  @Test
  void a_closed_stream_touches_no_descriptor() throws IOException {
    ArrayStream stream = ArrayStream.connect(path);
    stream.close();
    stream.close();
    assertThatThrownBy(() -> stream.send(new byte[1])).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> stream.receive(new byte[1], 0, 1, 0)).isInstanceOf(IllegalStateException.class);
  }
}
