package dev.tokend.authority.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.authority.loop.EventLoop;
import dev.tokend.linux.Fd;
import dev.tokend.linux.event.Events;
import dev.tokend.linux.event.Poll;
import dev.tokend.linux.process.PidFd;
import dev.tokend.linux.process.ProcessIds;
import dev.tokend.linux.socket.MessageSender;
import dev.tokend.linux.socket.SocketPair;
import dev.tokend.linux.socket.SocketType;
import dev.tokend.linux.socket.UnixSocket;
import dev.tokend.surface.protocol.FrameHeader;
import dev.tokend.surface.protocol.Operation;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One request at a time, and nothing left behind; over a real socket pair. */
@ExtendWith(DescriptorLeaks.class)
class ConnectionTest {
  private static final Receivers RECEIVERS = Receivers.allocate();
  private static final MessageSender SENDER = new MessageSender(64 * 1024);
  private static final int TURN = 16;

  private final FakeService service = new FakeService();
  private EventLoop loop;
  private Client client;
  private Connection connection;

  @BeforeEach
  void connect() throws Exception {
    loop = new EventLoop();
    client = Client.connect();
    Sender peer = new Sender(ProcessIds.pid(), PidFd.open(ProcessIds.pid()));
    connection =
        new Connection(client.authoritys(), peer, 1000, service, RECEIVERS, SENDER, service);
    connection.start(loop);
  }

  @AfterEach
  void close() {
    connection.close(null);
    client.close();
    loop.close();
    RECEIVERS.receiver().closeReceived();
  }

  private static byte[] reply(int requestId, byte[] payload) {
    return FrameHeader.frame(FrameHeader.Kind.REPLY, Operation.INSPECT.code(), requestId, 0, payload);
  }

  private static byte[] inspections(int from, int to) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int id = from; id <= to; id++) {
      all.writeBytes(Client.inspect(id));
    }
    return all.toByteArray();
  }

  private boolean isReadyFor(int events) throws Exception {
    return (Poll.await(client.authoritys().number(), events, 0) & events) != 0;
  }

  @Test
  void an_answer_repeats_the_operation_and_the_request_id() {
    client.send(Client.inspect(7));
    connection.ready(Events.IN);

    assertThat(client.receive()).isEqualTo(reply(7, new byte[] {7}));
    assertThat(connection.isWaiting()).isFalse();
  }

  @Test
  void a_failure_is_a_failure_also_of_an_operation_that_there_is_not() {
    service.answers(frame -> new Reply(true, new byte[] {9}, false, null));
    client.send(FrameHeader.frame(FrameHeader.Kind.REQUEST, 4321, 5, 0, new byte[3]));
    connection.ready(Events.IN);

    assertThat(client.receive())
        .isEqualTo(FrameHeader.frame(FrameHeader.Kind.FAILURE, 4321, 5, 0, new byte[] {9}));
  }

  @Test
  void requests_that_come_together_are_answered_in_their_order() {
    client.send(inspections(1, 3));
    connection.ready(Events.IN);

    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    for (int id = 1; id <= 3; id++) {
      expected.writeBytes(reply(id, new byte[] {(byte) id}));
    }
    assertThat(client.receive()).isEqualTo(expected.toByteArray());
  }

  @Test
  void after_so_many_the_others_have_their_turn() {
    client.send(inspections(1, 2 * TURN + 3));

    connection.ready(Events.IN);
    assertThat(service.asked).hasSize(TURN);
    connection.ready(Events.IN);
    assertThat(service.asked).hasSize(2 * TURN);
    connection.ready(Events.IN);
    assertThat(service.asked).hasSize(2 * TURN + 3);
  }

  @Test
  void a_descriptor_goes_with_the_answer_and_is_closed_here() throws Exception {
    SocketPair handle = UnixSocket.pair(SocketType.SEQPACKET);
    service.answers(frame -> new Reply(false, new byte[4], false, handle.second()));
    client.send(Client.inspect(1));
    connection.ready(Events.IN);

    assertThat(handle.second().isOpen()).isFalse();
    assertThat(Poll.await(handle.first().number(), Events.IN, 0) & Events.HUP).isZero();
    client.receiveDescriptor().close();
    assertThat(Poll.await(handle.first().number(), Events.IN, 0) & Events.HUP).isNotZero();
    handle.close();
  }

  @Test
  void a_long_answer_is_written_as_its_client_reads() throws Exception {
    byte[] payload = new byte[FrameHeader.MAX_REPLY];
    Arrays.fill(payload, (byte) 5);
    service.answers(frame -> Reply.of(payload));
    client.send(Client.inspect(1));
    connection.ready(Events.IN);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (all.size() < FrameHeader.SIZE + payload.length) {
      all.writeBytes(client.receive());
      assertThat(isReadyFor(Events.OUT)).isTrue();
      connection.ready(Events.OUT);
    }

    assertThat(all.toByteArray()).isEqualTo(reply(1, payload));
  }

  @Test
  void a_client_that_does_not_read_its_answer_is_not_read_either() {
    service.answers(frame -> Reply.of(new byte[FrameHeader.MAX_REPLY]));
    client.send(inspections(1, 2));
    connection.ready(Events.IN);
    connection.ready(Events.IN);
    assertThat(service.asked).containsExactly(1);

    int received = 0;
    while (received < FrameHeader.SIZE + FrameHeader.MAX_REPLY) {
      received += client.receive().length;
      connection.ready(Events.OUT);
    }
    connection.ready(Events.IN);
    assertThat(service.asked).containsExactly(1, 2);
  }

  @Test
  void a_request_that_waits_is_given_again_and_no_other_before_it() {
    service.answers(frame -> null);
    client.send(inspections(1, 2));
    connection.ready(Events.IN);
    Frame frame = service.last;
    connection.ready(Events.IN);
    connection.retry();

    assertThat(connection.isWaiting()).isTrue();
    assertThat(service.asked).containsExactly(1, 1);
    assertThat(service.last).isSameAs(frame);
    assertThat(client.receive()).isEmpty();
    service.answers(answered -> Reply.of(new byte[0]));
    connection.retry();
    connection.ready(Events.IN);
    assertThat(connection.isWaiting()).isFalse();
    assertThat(service.asked).containsExactly(1, 1, 1, 2);
    connection.retry();
    assertThat(service.asked).hasSize(4);
  }

  @Test
  void descriptors_of_a_request_are_closed_when_it_is_answered() throws Exception {
    service.answers(frame -> null);
    try (SocketPair passed = UnixSocket.pair(SocketType.STREAM)) {
      client.send(Client.inspect(1), passed.first().number(), passed.second().number());
    }
    connection.ready(Events.IN);
    assertThat(service.last.descriptors()).allMatch(Fd::isOpen);
    assertThat(service.closedForeign).isZero();

    service.answers(frame -> Reply.of(new byte[0]));
    connection.retry();
    assertThat(service.closedForeign).isEqualTo(2);
    assertThat(service.last.descriptors()).noneMatch(Fd::isOpen);
  }

  @Test
  void the_pidfd_of_another_sender_is_closed_when_it_is_answered() throws Exception {
    int child = client.sendFromChild(Client.inspect(1));
    connection.ready(Events.IN);

    assertThat(service.last.sender().pid()).isEqualTo(child);
    client.send(Client.inspect(2));
    connection.ready(Events.IN);
    assertThat(service.last.sender()).isSameAs(connection.peer());
    assertThat(connection.peer().pidfd().isAlive()).isTrue();
  }

  @Test
  void it_says_since_when_it_has_half_a_message() {
    assertThat(connection.inFrameSince()).isZero();
    byte[] bytes = Client.inspect(1);
    client.send(Arrays.copyOf(bytes, 10));
    connection.ready(Events.IN);
    long since = connection.inFrameSince();
    assertThat(since).isNotZero();

    client.send(Arrays.copyOfRange(bytes, 10, 30));
    connection.ready(Events.IN);
    assertThat(connection.inFrameSince()).isEqualTo(since);
    client.send(Arrays.copyOfRange(bytes, 30, bytes.length));
    connection.ready(Events.IN);
    assertThat(connection.inFrameSince()).isZero();
    client.send(Arrays.copyOf(bytes, 10));
    connection.ready(Events.IN);
    assertThat(connection.inFrameSince()).isGreaterThan(since);
  }
}
