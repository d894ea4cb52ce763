package dev.tokend.authority.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokend.authority.loop.EventLoop;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.process.ProcessIds;
import dev.tokend.linux.process.ResourceLimit;
import dev.tokend.linux.socket.MessageFlags;
import dev.tokend.linux.socket.MessageReceiver;
import dev.tokend.linux.socket.MessageSender;
import dev.tokend.linux.socket.SocketOptions;
import dev.tokend.linux.socket.SocketType;
import dev.tokend.linux.socket.UnixSocket;
import dev.tokend.surface.protocol.Failure;
import dev.tokend.surface.protocol.FrameHeader;
import dev.tokend.surface.protocol.Operation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Connections of this process to a socket of its own, on a loop that is turned by hand. */
@ExtendWith(DescriptorLeaks.class)
class ListenerTest {
  private static final MessageSender SENDER = new MessageSender(64 * 1024);
  private static final MessageReceiver RECEIVER = new MessageReceiver(4096);
  private static final long SECOND = 1_000_000_000L;

  @TempDir private Path folder;
  private final List<String> journal = new ArrayList<>();
  private final List<Fd> clients = new ArrayList<>();
  private final FakeService discards = new FakeService();
  private final List<Integer> asked = new ArrayList<>();
  private boolean slowly;
  private Reply reply = Reply.of(new byte[] {1});
  private EventLoop loop;
  private Fd socket;
  private Listener listener;

  @BeforeEach
  void listen() throws Exception {
    loop = new EventLoop();
    socket = UnixSocket.nonBlocking(SocketType.STREAM);
    SocketOptions.receiveCredentials(socket.number());
    UnixSocket.bind(socket.number(), folder.resolve("socket"));
    UnixSocket.listen(socket.number(), 1024);
    listener =
        new Listener(
            socket,
            loop,
            frame -> {
              asked.add(frame.header().requestId());
              if (slowly) {
                LockSupport.parkNanos(5_000_000);
              }
              return reply;
            },
            discards,
            (event, uid, pid, detail) -> journal.add(event + " " + uid + " " + pid + " " + detail));
    listener.start();
  }

  @AfterEach
  void close() {
    listener.close();
    for (Fd client : clients) {
      client.close();
    }
    socket.close();
    loop.close();
  }

  private Fd connect() throws Exception {
    Fd client = UnixSocket.blocking(SocketType.STREAM);
    clients.add(client);
    UnixSocket.connect(client.number(), folder.resolve("socket"));
    return client;
  }

  private static void send(Fd client, byte[] bytes) {
    int sent = SENDER.send(client.number(), bytes, 0, bytes.length, MessageFlags.NONE);
    assertThat(sent).isEqualTo(bytes.length);
  }

  /** How many bytes there are to receive: 0 at the end, negative where nothing has come. */
  private static int receive(Fd client) {
    int count = RECEIVER.receive(client.number(), MessageFlags.DONTWAIT);
    RECEIVER.closeReceived();
    return count;
  }

  /** What a client is told that is not taken in. */
  private static Failure refusal(Fd client) throws Exception {
    return refusal(client, 0, 0);
  }

  private static Failure refusal(Fd client, int operation, int requestId) throws Exception {
    int count = RECEIVER.receive(client.number(), MessageFlags.DONTWAIT);
    assertThat(count).isGreaterThan(FrameHeader.SIZE);
    byte[] bytes = new byte[count];
    RECEIVER.copyTo(bytes, 0, count);
    RECEIVER.closeReceived();
    FrameHeader header = FrameHeader.decode(bytes);
    assertThat(header)
        .isEqualTo(
            new FrameHeader(FrameHeader.Kind.FAILURE, operation, requestId, 0, count - FrameHeader.SIZE));
    return Failure.decode(Arrays.copyOfRange(bytes, FrameHeader.SIZE, count));
  }

  private static String line(String event, String detail) {
    return event + " " + ProcessIds.effectiveUid() + " " + ProcessIds.pid() + " " + detail;
  }

  /** Leaves the loop so that it can be run again. */
  private static final class Turned extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Handles what is to be handled now, in several turns: new connections come before what they sent. */
  private void turn() throws Exception {
    EventLoop.Timer fourTurns =
        new EventLoop.Timer() {
          private int left = 4;

          @Override
          public int millisUntilNext() {
            return 0;
          }

          @Override
          public void tick() {
            if (--left == 0) {
              throw new Turned();
            }
          }
        };
    assertThatExceptionOfType(Turned.class).isThrownBy(() -> loop.run(fourTurns));
  }

  /** The same, with new time for its uid. */
  private void nextTurn() throws Exception {
    listener.tick(System.nanoTime());
    turn();
  }

  @Test
  void a_connection_is_taken_in_and_answered() throws Exception {
    Fd client = connect();
    send(client, Client.inspect(5));
    turn();

    assertThat(asked).containsExactly(5);
    assertThat(receive(client)).isEqualTo(FrameHeader.SIZE + 1);
    assertThat(listener.count()).isEqualTo(1);
    client.close();
    // A new turn for its uid, which may have used up its time in the last one.
    listener.tick(System.nanoTime());
    turn();
    assertThat(listener.count()).isZero();
    assertThat(journal).isEmpty();
  }

  @Test
  void one_uid_has_256_connections_and_no_more() throws Exception {
    for (int i = 0; i < Listener.MOST_OF_ONE_UID + 2; i++) {
      connect();
    }
    for (int i = 0; i < 1000 && journal.size() < 2; i++) {
      nextTurn();
    }

    assertThat(listener.count()).isEqualTo(256);
    assertThat(journal)
        .hasSize(2)
        .containsOnly(line("connection-refused", "the uid has 256 connections already"));
    assertThat(refusal(clients.getLast()))
        .isEqualTo(
            new Failure(
                Errno.EMFILE, "connect", "connections of one uid", "the uid has 256 connections already", null, null,
                0));
    assertThat(receive(clients.getLast())).isZero();
    clients.getFirst().close();
    nextTurn();
    nextTurn();
    Fd next = connect();
    send(next, Client.inspect(9));
    nextTurn();
    nextTurn();
    assertThat(asked).containsExactly(9);
  }

  @Test
  void a_uid_whose_descriptors_cannot_be_closed_is_held_up_and_then_refused() throws Exception {
    Fd client = connect();
    discards.full = true;
    send(client, Client.inspect(1));
    turn();
    assertThat(asked).isEmpty();
    assertThat(listener.needsTicks()).isTrue();

    discards.overflowing = true;
    Fd late = connect();
    turn();
    assertThat(refusal(late).check()).isEqualTo("descriptors of one uid");
    assertThat(receive(late)).isZero();
    assertThat(journal).containsExactly(line("connection-refused", "what the uid passed cannot be closed"));

    discards.full = false;
    listener.tick(System.nanoTime());
    assertThat(asked).containsExactly(1);
    assertThat(receive(client)).isPositive();
  }

  @Test
  void a_uid_makes_the_authority_hold_sixteen_mebibytes_and_no_more() throws Exception {
    int payload = Operation.ACCESS_CHECK.maxPayload();
    int sent = 40_000;
    byte[] half = Arrays.copyOf(Client.frame(Operation.ACCESS_CHECK, 3, new byte[payload]), sent);
    int fit = (int) (HeldBytes.MOST_OF_ONE_UID / payload);
    for (int i = 0; i < fit; i++) {
      send(connect(), half);
      nextTurn();
    }
    assertThat(listener.count()).isEqualTo(fit);
    assertThat(journal).isEmpty();

    Fd oneMore = connect();
    send(oneMore, half);
    nextTurn();
    Failure told = refusal(oneMore, Operation.ACCESS_CHECK.code(), 3);
    assertThat(told.errno()).isEqualTo(Errno.ENOMEM);
    assertThat(told.check()).isEqualTo("bytes held for one uid");
    assertThat(journal).containsExactly(line("connection-closed", told.reason()));
    assertThat(listener.count()).as("the others go on").isEqualTo(fit);

    clients.getFirst().close();
    nextTurn();
    Fd inItsPlace = connect();
    send(inItsPlace, half);
    nextTurn();
    assertThat(listener.count()).isEqualTo(fit);
    assertThat(journal).hasSize(2);
  }

  @Test
  void answers_that_are_not_read_count_as_well() throws Exception {
    reply = Reply.of(new byte[FrameHeader.MAX_REPLY]);
    int fit = (int) (HeldBytes.MOST_OF_ONE_UID / (FrameHeader.MAX_REPLY + FrameHeader.SIZE));
    for (int i = 0; i < fit + 3; i++) {
      send(connect(), Client.inspect(1));
      nextTurn();
    }
    assertThat(listener.count()).isEqualTo(fit);
    assertThat(journal).hasSize(3).allMatch(line -> line.contains("answers that are not read take more"));
  }

  @Test
  void nonsense_ends_a_connection_with_a_line_in_the_journal() throws Exception {
    Fd other = connect();
    Fd client = connect();
    send(client, new byte[FrameHeader.SIZE]);
    send(other, Client.inspect(2));
    nextTurn();
    nextTurn();

    assertThat(receive(client)).isZero();
    assertThat(receive(other)).isPositive();
    assertThat(journal).containsExactly(line("connection-closed", "frame header: not a tokend message"));
  }

  @Test
  void half_a_message_is_waited_for_ten_seconds() throws Exception {
    Fd client = connect();
    turn();
    assertThat(listener.needsTicks()).isFalse();
    long before = System.nanoTime();
    send(client, Arrays.copyOf(Client.inspect(1), 10));
    turn();
    long after = System.nanoTime();

    assertThat(listener.needsTicks()).isTrue();
    listener.tick(before + 10 * SECOND);
    assertThat(listener.count()).isEqualTo(1);
    listener.tick(after + 11 * SECOND);
    assertThat(listener.count()).isZero();
    assertThat(receive(client)).isZero();
    assertThat(journal)
        .containsExactly(line("connection-closed", "half a message, and nothing more for ten seconds"));
  }

  @Test
  void what_waits_is_tried_again_at_every_tick() throws Exception {
    reply = null;
    Fd client = connect();
    send(client, Client.inspect(3));
    turn();
    assertThat(listener.needsTicks()).isTrue();
    listener.tick(System.nanoTime());
    assertThat(asked).containsExactly(3, 3);
    assertThat(receive(client)).isNegative();

    reply = Reply.of(new byte[0]);
    listener.tick(System.nanoTime() + 1_000_000 * SECOND);
    assertThat(receive(client)).isEqualTo(FrameHeader.SIZE);
    assertThat(listener.needsTicks()).isFalse();
  }

  @Test
  void many_that_become_ready_at_once_are_answered_once_each_and_in_turn() throws Exception {
    List<Fd> many = new ArrayList<>();
    List<Integer> each = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      many.add(connect());
      nextTurn();
    }
    listener.tick(System.nanoTime());
    slowly = true;
    for (int i = 0; i < many.size(); i++) {
      send(many.get(i), Client.inspect(i));
      each.add(i);
    }
    turn();
    assertThat(asked).as("of one uid, one takes the whole turn").hasSize(1);
    assertThat(listener.millisUntilTick(System.nanoTime())).as("the others wait for the next").isZero();

    // One that is put off ends meanwhile.
    Integer ended = asked.getFirst() == 0 ? 1 : 0;
    many.get(ended).close();
    for (int i = 0; i < 2 * many.size(); i++) {
      nextTurn();
    }
    each.remove(ended);
    assertThat(asked).doesNotHaveDuplicates().containsAll(each);
    assertThat(listener.needsTicks()).isFalse();
    assertThat(listener.count()).isEqualTo(each.size());
  }

  @Test
  void a_uid_that_asks_without_end_leaves_room_for_the_loop() throws Exception {
    Fd client = connect();
    turn();
    listener.tick(System.nanoTime());
    slowly = true;
    for (int i = 0; i < 10; i++) {
      send(client, Client.inspect(i));
    }
    turn();
    assertThat(asked).as("its time is over after the first").containsExactly(0);

    listener.tick(System.nanoTime());
    turn();
    assertThat(asked).containsExactly(0, 1);
  }

  @Test
  void what_waits_is_not_tried_again_without_end_either() throws Exception {
    reply = null;
    Fd client = connect();
    send(client, Client.inspect(3));
    turn();
    long start = System.nanoTime();
    listener.tick(start);
    listener.tick(start + 1);
    assertThat(asked).containsExactly(3, 3);

    listener.retrySoon();
    listener.tick(start + 1);
    assertThat(asked).hasSize(2);
    assertThat(listener.millisUntilTick(start + 1)).isBetween(0, 3);
    listener.tick(start + SECOND / 200);
    assertThat(asked).hasSize(3);
    assertThat(listener.millisUntilTick(start + SECOND / 200)).isBetween(40, 60);
  }

  @Test
  void without_a_free_descriptor_clients_wait_until_there_is_one() throws Exception {
    connect();
    turn();
    listener.tick(System.nanoTime() + 1_000_000 * SECOND);
    assertThat(listener.count()).as("an idle one may stay").isEqualTo(1);
    Fd late = connect();
    send(late, Client.inspect(8));
    ResourceLimit limit = ResourceLimit.descriptors();
    // Loads what is needed to say that none is free, while there are some.
    assertThat(new ErrnoException("accept4", LinuxErrno.EMFILE)).hasMessageContaining("EMFILE");
    new ResourceLimit(3, limit.hard()).applyToDescriptors();
    try {
      turn();
    } finally {
      limit.applyToDescriptors();
    }

    assertThat(listener.count()).isEqualTo(1);
    assertThat(listener.needsTicks()).isTrue();
    turn();
    assertThat(listener.count()).as("before the tick").isEqualTo(1);
    listener.tick(System.nanoTime() + 2_000_000 * SECOND);
    turn();
    assertThat(listener.count()).isEqualTo(2);
    assertThat(receive(late)).isEqualTo(FrameHeader.SIZE + 1);
    assertThat(listener.needsTicks()).isFalse();
  }

  @Test
  void closing_ends_all_of_them_quietly() throws Exception {
    Fd first = connect();
    Fd second = connect();
    turn();
    listener.close();

    assertThat(listener.count()).isZero();
    assertThat(receive(first) + receive(second)).isZero();
    assertThat(journal).isEmpty();
  }
}
