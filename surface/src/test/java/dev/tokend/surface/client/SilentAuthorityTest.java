package dev.tokend.surface.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokend.surface.protocol.FrameHeader;
import dev.tokend.surface.protocol.Operation;
import java.io.EOFException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An authority that stops in the middle of an answer is not waited for without end; one that thinks first is. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SilentAuthorityTest {
  private static final int NO_PATIENCE = 1;
  private static final int MUCH_PATIENCE = 3_600_000;
  private static final byte[] REQUEST =
      FrameHeader.frame(FrameHeader.Kind.REQUEST, Operation.STATUS.code(), 1, 0, new byte[0]);
  private static final byte[] ANSWER =
      FrameHeader.frame(FrameHeader.Kind.REPLY, Operation.STATUS.code(), 1, 0, new byte[1000]);

  @TempDir private Path folder;
  private ServerSocketChannel listener;
  private SocketChannel authoritys;

  /** The ways to talk to an authority. */
  enum Way {
    CHANNEL,
    ARRAYS,
    DESCRIPTORS
  }

  @BeforeEach
  void listen() throws Exception {
    listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listener.bind(UnixDomainSocketAddress.of(folder.resolve("socket")));
  }

  @AfterEach
  void close() throws Exception {
    if (authoritys != null) {
      authoritys.close();
    }
    listener.close();
  }

  private Transport connect(Way way, int patienceMillis) throws Exception {
    Path socket = folder.resolve("socket");
    if (way == Way.ARRAYS) {
      Path library = Path.of("../linux/target/native/libtokend.so").toAbsolutePath();
      assumeTrue(Files.exists(library), "needs gcc and jni.h at build time: linux/native makes the library from them");
      System.load(library.toString());
    }
    Transport transport =
        switch (way) {
          case CHANNEL -> ChannelTransport.connect(socket, patienceMillis);
          case ARRAYS -> ArrayTransport.connect(socket, patienceMillis);
          case DESCRIPTORS -> DescriptorTransport.connect(socket, patienceMillis);
        };
    authoritys = listener.accept();
    return transport;
  }

  private void says(byte[] bytes) throws Exception {
    ByteBuffer left = ByteBuffer.wrap(bytes);
    while (left.hasRemaining()) {
      authoritys.write(left);
    }
  }

  @ParameterizedTest
  @EnumSource
  void one_that_stops_in_the_header(Way way) throws Exception {
    stopsAfter(way, 1);
    stopsAfter(way, FrameHeader.SIZE - 1);
  }

  @ParameterizedTest
  @EnumSource
  void one_that_stops_behind_it_or_in_the_payload(Way way) throws Exception {
    stopsAfter(way, FrameHeader.SIZE);
    stopsAfter(way, ANSWER.length - 1);
  }

  private void stopsAfter(Way way, int length) throws Exception {
    try (Transport transport = connect(way, NO_PATIENCE)) {
      says(Arrays.copyOf(ANSWER, length));
      assertThatExceptionOfType(SocketTimeoutException.class)
          .isThrownBy(() -> transport.exchange(REQUEST, new int[0]))
          .withMessage(
              "the authority fell silent in the middle of an answer: 1 ms after its beginning the rest is not there");
    }
    authoritys.close();
  }

  @ParameterizedTest
  @EnumSource
  void one_whose_answers_are_there_is_asked_again_and_again(Way way) throws Exception {
    try (Transport transport = connect(way, MUCH_PATIENCE)) {
      for (int i = 0; i < 3; i++) {
        says(ANSWER);
        assertThat(transport.exchange(REQUEST, new int[0]).payload()).hasSize(1000);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void one_that_sends_its_answer_in_pieces_is_waited_for(Way way) throws Exception {
    try (Transport transport = connect(way, MUCH_PATIENCE)) {
      Thread slow =
          new Thread(
              () -> {
                try {
                  ByteBuffer request = ByteBuffer.allocate(FrameHeader.SIZE);
                  while (request.hasRemaining()) {
                    authoritys.read(request);
                  }
                  for (byte each : ANSWER) {
                    says(new byte[] {each});
                    Thread.yield();
                  }
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      slow.start();
      assertThat(transport.exchange(REQUEST, new int[0]).payload()).hasSize(1000);
      slow.join();
    }
  }

  @ParameterizedTest
  @EnumSource
  void one_that_closes_meanwhile_is_told_apart(Way way) throws Exception {
    try (Transport transport = connect(way, MUCH_PATIENCE)) {
      says(Arrays.copyOf(ANSWER, 30));
      authoritys.shutdownOutput();
      assertThatExceptionOfType(EOFException.class).isThrownBy(() -> transport.exchange(REQUEST, new int[0]));
    }
  }

  @Test
  void the_whole_answer_has_one_time_however_it_comes() throws Exception {
    Patience patience = new Patience(NO_PATIENCE);
    patience.begin();
    long start = System.nanoTime();
    while (System.nanoTime() - start < 1_000_000) {
      Thread.onSpinWait();
    }
    assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(patience::left);
  }
}
