package dev.tokend.surface.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.linux.event.Events;
import dev.tokend.linux.event.Poll;
import dev.tokend.linux.socket.SocketPair;
import dev.tokend.linux.socket.SocketType;
import dev.tokend.linux.socket.UnixSocket;
import dev.tokend.surface.Hex;
import dev.tokend.surface.protocol.Failure;
import dev.tokend.surface.protocol.FrameHeader;
import dev.tokend.surface.protocol.Inspection;
import dev.tokend.surface.protocol.Target;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A descriptor that an answer brings is the caller's, or closed. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DescriptorTransportTest {
  private static final Failure REFUSED = new Failure(Errno.EPERM, "open_self", "row 1", "no", null, null, 0);
  private static final byte[] QUERY_GRANTED = Hex.bytes("08 00 00 00");

  @TempDir private Path folder;
  private SocketPair handle;

  @BeforeEach
  void open() throws Exception {
    handle = UnixSocket.pair(SocketType.SEQPACKET);
  }

  @AfterEach
  void close() {
    handle.close();
  }

  private PassingAuthority answering(PassingAuthority.Script script) throws IOException {
    return new PassingAuthority(folder.resolve("socket"), script);
  }

  private PassingAuthority.Piece withHandle(byte[] bytes) {
    return new PassingAuthority.Piece(bytes, handle.second());
  }

  private static PassingAuthority.Piece without(byte[] bytes) {
    return new PassingAuthority.Piece(bytes, null);
  }

  private boolean isClosedEverywhere() throws Exception {
    return (Poll.await(handle.first().number(), Events.IN, 0) & Events.HUP) != 0;
  }

  @Test
  void the_handle_of_an_open_token_is_the_one_that_was_passed() throws Exception {
    try (PassingAuthority authority =
            answering(request ->
                new PassingAuthority.Piece[] {withHandle(FakeAuthority.reply(request, QUERY_GRANTED))});
        TokenClient client = TokenClient.connect(authority.address())) {
      try (TokenHandle opened = client.open(new Target.Self(), 8)) {
        assertThat(authority.awaitAnswered()).isZero();
        assertThat(opened.grantedMask()).isEqualTo(8);
        assertThat(isClosedEverywhere()).isFalse();
      }
      assertThat(isClosedEverywhere()).isTrue();
    }
  }

  @Test
  void a_socket_to_look_at_is_passed_along() throws Exception {
    byte[] nothing = new Inspection(8, new byte[25][], null).encode();
    try (PassingAuthority authority =
            answering(request -> new PassingAuthority.Piece[] {without(FakeAuthority.reply(request, nothing))});
        TokenClient client = TokenClient.connect(authority.address())) {
      assertThat(client.inspect(new Target.Peer(handle.second().number()), 0, 0, false).grantedMask()).isEqualTo(8);
      assertThat(authority.awaitAnswered()).isEqualTo(1);
    }
  }

  @Test
  void a_number_that_is_no_descriptor_is_named() throws Exception {
    try (PassingAuthority authority = answering(request -> new PassingAuthority.Piece[0]);
        TokenClient client = TokenClient.connect(authority.address())) {
      assertThatExceptionOfType(BadDescriptorException.class)
          .isThrownBy(() -> client.inspect(new Target.Handle(1_000_000), 0, 2, false))
          .satisfies(e -> assertThat(e.descriptor()).isEqualTo(1_000_000));
    }
  }

  @Test
  void one_that_nobody_asked_for_is_closed() throws Exception {
    byte[] nothing = new Inspection(8, new byte[25][], null).encode();
    try (PassingAuthority authority =
            answering(request -> new PassingAuthority.Piece[] {withHandle(FakeAuthority.reply(request, nothing))});
        TokenClient client = TokenClient.connect(authority.address());
        SocketPair peer = UnixSocket.pair(SocketType.STREAM)) {
      client.inspect(new Target.Peer(peer.first().number()), 0, 0, false);
      authority.awaitAnswered();
      assertThat(isClosedEverywhere()).isTrue();
    }
  }

  @Test
  void one_that_comes_with_a_refusal_is_closed() throws Exception {
    try (PassingAuthority authority =
            answering(request -> {
              byte[] frame =
                  FrameHeader.frame(
                      FrameHeader.Kind.FAILURE, request.operation(), request.requestId(), 0, REFUSED.encode());
              return new PassingAuthority.Piece[] {withHandle(frame)};
            });
        TokenClient client = TokenClient.connect(authority.address())) {
      assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> client.open(new Target.Self(), 8));
      authority.awaitAnswered();
      assertThat(isClosedEverywhere()).isTrue();
    }
  }

  @Test
  void one_that_comes_with_an_answer_to_another_request_is_closed() throws Exception {
    try (PassingAuthority authority =
            answering(request -> {
              byte[] frame =
                  FrameHeader.frame(FrameHeader.Kind.REPLY, request.operation(), 77, 0, QUERY_GRANTED);
              return new PassingAuthority.Piece[] {withHandle(frame)};
            });
        TokenClient client = TokenClient.connect(authority.address())) {
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> client.open(new Target.Self(), 8));
      authority.awaitAnswered();
      assertThat(isClosedEverywhere()).isTrue();
    }
  }

  @Test
  void one_that_comes_with_a_grant_that_is_none_is_closed() throws Exception {
    try (PassingAuthority authority =
            answering(request ->
                new PassingAuthority.Piece[] {withHandle(FakeAuthority.reply(request, new byte[3]))});
        TokenClient client = TokenClient.connect(authority.address())) {
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> client.open(new Target.Self(), 8));
      authority.awaitAnswered();
      assertThat(isClosedEverywhere()).isTrue();
    }
  }

  @Test
  void one_that_comes_with_nonsense_is_closed_with_the_client() throws Exception {
    try (PassingAuthority authority =
        answering(request -> new PassingAuthority.Piece[] {withHandle(new byte[FrameHeader.SIZE])})) {
      try (TokenClient client = TokenClient.connect(authority.address())) {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> client.open(new Target.Self(), 8));
      }
      authority.awaitAnswered();
      assertThat(isClosedEverywhere()).isTrue();
    }
  }

  @Test
  void one_that_comes_with_half_an_answer_is_closed_with_the_client() throws Exception {
    try (PassingAuthority authority =
        answering(request -> {
          byte[] whole = FakeAuthority.reply(request, QUERY_GRANTED);
          return new PassingAuthority.Piece[] {withHandle(Arrays.copyOf(whole, whole.length - 1))};
        })) {
      try (TokenClient client = TokenClient.connect(authority.address())) {
        assertThatExceptionOfType(EOFException.class).isThrownBy(() -> client.open(new Target.Self(), 8));
      }
      authority.awaitAnswered();
      assertThat(isClosedEverywhere()).isTrue();
    }
  }

  @Test
  void of_two_the_first_is_closed() throws Exception {
    try (SocketPair second = UnixSocket.pair(SocketType.SEQPACKET);
        PassingAuthority authority =
            answering(request -> {
              byte[] whole = FakeAuthority.reply(request, QUERY_GRANTED);
              return new PassingAuthority.Piece[] {
                withHandle(Arrays.copyOf(whole, FrameHeader.SIZE)),
                new PassingAuthority.Piece(QUERY_GRANTED, second.second())
              };
            });
        TokenClient client = TokenClient.connect(authority.address());
        TokenHandle opened = client.open(new Target.Self(), 8)) {
      authority.awaitAnswered();
      assertThat(opened.number()).isNotNegative();
      assertThat(isClosedEverywhere()).isTrue();
      assertThat(Poll.await(second.first().number(), Events.IN, 0) & Events.HUP).isZero();
    }
  }
}
