package dev.tokend.authority.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.authority.loop.EventLoop;
import dev.tokend.linux.event.EventFd;
import dev.tokend.linux.event.Events;
import dev.tokend.linux.process.PidFd;
import dev.tokend.linux.process.ProcessIds;
import dev.tokend.linux.socket.MessageSender;
import dev.tokend.linux.socket.SocketPair;
import dev.tokend.linux.socket.SocketType;
import dev.tokend.linux.socket.UnixSocket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Closing on threads that come when a test says so: late, as on a machine that has no time for them. */
@ExtendWith(DescriptorLeaks.class)
class DiscardThreadsTest {
  private static final int ALICE = 1000;
  private static final int BOB = 1001;

  private final Late threads = new Late();
  private final DiscardThreads discards = new DiscardThreads(descriptor -> false, threads);

  /** Runs what it is given when it is told to. */
  private static final class Late extends AbstractExecutorService {
    private final Deque<Runnable> waiting = new ArrayDeque<>();

    @Override
    public void execute(Runnable work) {
      waiting.add(work);
    }

    void run() {
      while (!waiting.isEmpty()) {
        waiting.remove().run();
      }
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return false;
    }

    @Override
    public boolean isTerminated() {
      return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return true;
    }
  }

  private void discard(int count, int uid) throws Exception {
    SocketPair pair = UnixSocket.pair(SocketType.STREAM);
    for (int i = 0; i < count; i++) {
      discards.discard(pair.first().duplicate(), uid);
    }
    pair.close();
  }

  @Test
  void a_uid_is_full_until_its_descriptors_are_closed_and_nobody_else_is() throws Exception {
    discard(DiscardThreads.FULL, ALICE);
    assertThat(discards.isFull(ALICE)).isFalse();
    discard(1, ALICE);
    assertThat(discards.isFull(ALICE)).isTrue();
    assertThat(discards.isOverflowing(ALICE)).isFalse();
    discard(1, BOB);
    assertThat(discards.isFull(BOB)).isFalse();

    threads.run();
    assertThat(discards.isFull(ALICE)).isFalse();
  }

  @Test
  void what_is_harmless_is_closed_at_once() throws Exception {
    DiscardThreads harmless = new DiscardThreads(descriptor -> true, threads);
    SocketPair pair = UnixSocket.pair(SocketType.STREAM);
    harmless.discard(pair.first(), ALICE);
    assertThat(threads.waiting).isEmpty();
    pair.close();
  }

  @Test
  void a_quick_and_honest_client_is_answered_late_and_never_closed() throws Exception {
    EventLoop loop = new EventLoop();
    Client client = Client.connect();
    List<String> ended = new ArrayList<>();
    Service service =
        new Service() {
          @Override
          public Reply answer(Frame frame) {
            return Reply.of(new byte[] {1});
          }

          @Override
          public void ended(Connection connection, String reason) {
            ended.add(String.valueOf(reason));
          }
        };
    Sender peer = new Sender(ProcessIds.pid(), PidFd.open(ProcessIds.pid()));
    Receivers receivers = Receivers.allocate();
    Connection connection =
        new Connection(
            client.authoritys(), peer, ALICE, service, receivers, new MessageSender(4096), discards);
    connection.start(loop);
    try (EventFd passed = EventFd.create()) {
      for (int i = 0; i <= DiscardThreads.FULL + 1; i++) {
        client.send(Client.inspect(i), passed.number());
        connection.ready(Events.IN);
      }
    }
    assertThat(connection.isWaiting()).isTrue();
    assertThat(ended).isEmpty();

    threads.run();
    connection.retry();
    assertThat(connection.isWaiting()).isFalse();
    connection.close(null);
    threads.run();
    client.close();
    loop.close();
    receivers.receiver().closeReceived();
  }
}
