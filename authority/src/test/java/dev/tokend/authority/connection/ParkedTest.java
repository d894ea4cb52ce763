package dev.tokend.authority.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.authority.loop.EventLoop;
import dev.tokend.linux.event.Events;
import dev.tokend.linux.process.PidFd;
import dev.tokend.linux.process.ProcessIds;
import dev.tokend.linux.socket.MessageSender;
import dev.tokend.surface.protocol.FrameHeader;
import dev.tokend.surface.protocol.Operation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers that come later. */
class ParkedTest {
  private static final Receivers RECEIVERS = Receivers.allocate();
  private static final MessageSender SENDER = new MessageSender(1 << 16);

  private final FakeService service = new FakeService();
  private final Later later = new Later();
  private EventLoop loop;
  private Client client;
  private Connection connection;

  private static final class Later implements Parked {
    Reply reply;
    int polled;
    int ended;

    @Override
    public Reply poll(long now) {
      polled++;
      return reply;
    }

    @Override
    public void ended() {
      ended++;
    }
  }

  @BeforeEach
  void ask() throws Exception {
    loop = new EventLoop();
    client = Client.connect();
    Sender peer = new Sender(ProcessIds.pid(), PidFd.open(ProcessIds.pid()));
    connection =
        new Connection(client.authoritys(), peer, 1000, service, RECEIVERS, SENDER, service);
    connection.start(loop);
    service.answers(frame -> Reply.later(later));
    client.send(Client.inspect(7));
    connection.ready(Events.IN);
  }

  @AfterEach
  void close() {
    connection.close(null);
    client.close();
    loop.close();
  }

  @Test
  void it_is_looked_for_without_asking_again_and_then_the_next_request_is_read() {
    assertThat(connection.isParked()).isTrue();
    assertThat(connection.isWaiting()).isFalse();
    client.send(Client.inspect(8));
    connection.retry();
    assertThat(later.polled).isEqualTo(1);
    assertThat(service.asked).containsExactly(7);
    later.reply = Reply.of(new byte[] {1});
    connection.retry();
    assertThat(client.receive())
        .isEqualTo(
            FrameHeader.frame(FrameHeader.Kind.REPLY, Operation.INSPECT.code(), 7, 0, new byte[] {1}));
    assertThat(connection.isParked()).isFalse();
    assertThat(later.ended).isEqualTo(1);
    service.answers(frame -> Reply.EMPTY);
    connection.ready(Events.IN);
    assertThat(service.asked).containsExactly(7, 8);
  }

  @Test
  void nobody_is_kept_for_a_client_that_has_gone() {
    connection.ready(Events.HUP);
    assertThat(later.ended).isEqualTo(1);
    connection.close(null);
    assertThat(later.ended).isEqualTo(1);
  }
}
