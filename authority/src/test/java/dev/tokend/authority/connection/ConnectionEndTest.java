package dev.tokend.authority.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tokend.authority.loop.EventLoop;
import dev.tokend.linux.event.Events;
import dev.tokend.linux.event.Poll;
import dev.tokend.linux.process.PidFd;
import dev.tokend.linux.process.ProcessIds;
import dev.tokend.linux.socket.MessageSender;
import dev.tokend.linux.socket.SocketPair;
import dev.tokend.linux.socket.SocketType;
import dev.tokend.linux.socket.UnixSocket;
import dev.tokend.surface.protocol.FrameHeader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** However a connection ends, it lets go of all that it holds, and says so once. */
@ExtendWith(DescriptorLeaks.class)
class ConnectionEndTest {
  private static final Receivers RECEIVERS = Receivers.allocate();
  private static final MessageSender SENDER = new MessageSender(64 * 1024);

  private final FakeService service = new FakeService();
  private EventLoop loop;
  private Client client;
  private PidFd peer;
  private Connection connection;

  @BeforeEach
  void connect() throws Exception {
    loop = new EventLoop();
    client = Client.connect();
    peer = PidFd.open(ProcessIds.pid());
    Sender sender = new Sender(ProcessIds.pid(), peer);
    connection =
        new Connection(client.authoritys(), sender, 1000, service, RECEIVERS, SENDER, service);
    connection.start(loop);
  }

  /** The connection has closed what it owns; the rest is what a leak would be. */
  @AfterEach
  void close() {
    assertThat(service.ended).hasSize(1);
    assertThat(client.authoritys().isOpen()).isFalse();
    client.close();
    loop.close();
    RECEIVERS.receiver().closeReceived();
  }

  private void endedFor(String reason) {
    assertThat(service.ended).containsExactly(reason);
  }

  @Test
  void a_client_that_closes_between_two_requests_is_no_event() {
    client.send(Client.inspect(1));
    connection.ready(Events.IN);
    client.receive();
    client.hangUp();
    connection.ready(Events.IN | Events.HUP);

    endedFor(null);
  }

  @Test
  void a_byte_out_of_band_is_one_of_its_message() {
    byte[] bytes = Client.inspect(1);
    client.sendOutOfBand(bytes[0]);
    client.send(Arrays.copyOfRange(bytes, 1, bytes.length));
    connection.ready(Events.IN);
    client.hangUp();
    connection.ready(Events.IN | Events.HUP);

    assertThat(service.asked).containsExactly(1);
    endedFor(null);
  }

  @Test
  void nor_is_one_that_closes_without_having_read_its_answer() {
    client.send(Client.inspect(1));
    connection.ready(Events.IN);
    client.hangUp();
    connection.ready(Events.IN | Events.HUP);

    endedFor(null);
  }

  @Test
  void what_a_client_asked_before_it_closed_is_still_done() {
    client.send(Client.inspect(1));
    client.hangUp();
    connection.ready(Events.IN | Events.HUP);

    assertThat(service.asked).containsExactly(1);
    endedFor(null);
  }

  @Test
  void one_that_closes_in_the_middle_of_a_message_is() throws Exception {
    try (SocketPair passed = UnixSocket.pair(SocketType.STREAM)) {
      client.send(Arrays.copyOf(Client.inspect(1), 30), passed.first().number());
    }
    connection.ready(Events.IN);
    client.hangUp();
    connection.ready(Events.IN | Events.HUP);

    endedFor("closed in the middle of a message");
    assertThat(service.closedForeign).isEqualTo(1);
  }

  @Test
  void one_that_sends_nonsense_is_told_nothing() {
    client.send(new byte[FrameHeader.SIZE]);
    connection.ready(Events.IN);

    endedFor("frame header: not a tokend message");
    assertThat(client.isClosedByAuthority()).isTrue();
  }

  @Test
  void requests_before_the_nonsense_are_answered() {
    client.send(Client.inspect(1));
    client.send("nonsense, and more of it than a header has".getBytes(StandardCharsets.US_ASCII));
    connection.ready(Events.IN);

    assertThat(service.asked).containsExactly(1);
    assertThat(client.receive()).hasSize(FrameHeader.SIZE + 1);
    endedFor("frame header: not a tokend message");
  }

  @Test
  void one_that_hangs_up_while_its_request_waits_is_forgotten() throws Exception {
    service.answers(frame -> null);
    try (SocketPair passed = UnixSocket.pair(SocketType.STREAM)) {
      client.send(Client.inspect(1), passed.first().number());
    }
    connection.ready(Events.IN);
    client.hangUp();
    connection.ready(Events.HUP);

    endedFor(null);
    assertThat(connection.isWaiting()).isFalse();
    assertThat(service.closedForeign).isEqualTo(1);
    connection.retry();
    assertThat(service.asked).containsExactly(1);
  }

  @Test
  void so_is_the_child_of_one() throws Exception {
    service.answers(frame -> null);
    client.sendFromChild(Client.inspect(1));
    connection.ready(Events.IN);
    client.hangUp();
    connection.ready(Events.HUP);

    endedFor(null);
    assertThat(service.last.sender().pidfd()).isNotSameAs(peer);
  }

  @Test
  void one_that_is_gone_before_its_answer_takes_the_descriptor_with_it() throws Exception {
    SocketPair handle = UnixSocket.pair(SocketType.SEQPACKET);
    service.answers(frame -> null);
    client.send(Client.inspect(1));
    connection.ready(Events.IN);
    client.hangUp();
    service.answers(frame -> new Reply(false, new byte[4], false, handle.second()));
    connection.retry();

    endedFor(null);
    assertThat(Poll.await(handle.first().number(), Events.IN, 0) & Events.HUP).isNotZero();
    handle.first().close();
  }

  @Test
  void one_that_is_gone_in_the_middle_of_its_answer_is_no_event() {
    service.answers(frame -> Reply.of(new byte[FrameHeader.MAX_REPLY]));
    client.send(Client.inspect(1));
    connection.ready(Events.IN);
    client.hangUp();
    connection.ready(Events.OUT | Events.HUP);

    endedFor(null);
  }

  @Test
  void a_defect_ends_it_with_all_that_it_held() throws Exception {
    service.answers(frame -> {
      throw new IllegalStateException("oh");
    });
    try (SocketPair passed = UnixSocket.pair(SocketType.STREAM)) {
      client.send(Client.inspect(1), passed.first().number());
    }
    try {
      connection.ready(Events.IN);
    } catch (IllegalStateException defect) {
      connection.broken(defect);
    }

    endedFor("a defect of the authority: java.lang.IllegalStateException: oh");
    assertThat(service.closedForeign).isEqualTo(1);
  }

  @Test
  void so_does_one_while_it_waited() {
    service.answers(frame -> null);
    client.send(Client.inspect(1));
    connection.ready(Events.IN);
    service.answers(frame -> {
      throw new IllegalStateException("oh");
    });
    connection.retry();

    endedFor("a defect of the authority: java.lang.IllegalStateException: oh");
  }

  @Test
  void it_is_ended_once_and_then_does_nothing() {
    client.send(Client.inspect(1));
    connection.close("because");
    connection.close("again");
    connection.ready(Events.HUP);
    connection.retry();

    assertThat(service.ended).isEqualTo(List.of("because"));
    assertThat(service.asked).isEmpty();
    assertThat(client.isClosedByAuthority()).isTrue();
  }

  @Test
  void its_peers_pidfd_is_its_own_to_close() {
    connection.close(null);

    assertThatIllegalStateException().isThrownBy(peer::number);
  }
}
