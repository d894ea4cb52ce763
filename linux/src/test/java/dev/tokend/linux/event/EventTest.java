package dev.tokend.linux.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokend.linux.DescriptorLeaks;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.socket.MessageSender;
import dev.tokend.linux.socket.SocketPair;
import dev.tokend.linux.socket.SocketType;
import dev.tokend.linux.socket.UnixSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DescriptorLeaks.class)
class EventTest {
  private static final MessageSender SENDER = new MessageSender(16);

  @Test
  void an_event_brings_back_all_64_bits_it_was_added_with() throws Exception {
    try (Epoll epoll = Epoll.create(4); EventFd one = EventFd.create(); EventFd two = EventFd.create()) {
      epoll.add(one.number(), Events.IN, 0x1122334455667788L);
      epoll.add(two.number(), Events.IN, -2);
      assertThat(epoll.await(0)).isZero();
      two.signal();
      assertThat(epoll.await(-1)).isEqualTo(1);
      assertThat(epoll.data(0)).isEqualTo(-2);
      assertThat(epoll.events(0)).isEqualTo(Events.IN);
      one.signal();
      assertThat(epoll.await(-1)).isEqualTo(2);
      assertThat(new long[] {epoll.data(0), epoll.data(1)}).containsExactlyInAnyOrder(0x1122334455667788L, -2);
      assertThatThrownBy(() -> epoll.data(2)).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void more_events_than_fit_come_with_the_next_calls() throws Exception {
    try (Epoll epoll = Epoll.create(2);
        EventFd a = EventFd.create();
        EventFd b = EventFd.create();
        EventFd c = EventFd.create()) {
      int seen = 0;
      for (EventFd fd : new EventFd[] {a, b, c}) {
        epoll.add(fd.number(), Events.IN, fd.number());
        fd.signal();
      }
      for (int round = 0; round < 2; round++) {
        int count = epoll.await(0);
        for (int i = 0; i < count; i++) {
          epoll.delete((int) epoll.data(i));
          seen++;
        }
      }
      assertThat(seen).isEqualTo(3);
      assertThat(epoll.await(0)).isZero();
    }
  }

  @Test
  void what_is_watched_can_be_changed() throws Exception {
    try (Epoll epoll = Epoll.create(4); SocketPair pair = UnixSocket.pair(SocketType.SEQPACKET)) {
      epoll.add(pair.first().number(), Events.IN, 1);
      assertThat(epoll.await(0)).isZero();
      epoll.modify(pair.first().number(), Events.IN | Events.OUT, 2);
      assertThat(epoll.await(0)).isEqualTo(1);
      assertThat(epoll.events(0)).isEqualTo(Events.OUT);
      assertThat(epoll.data(0)).isEqualTo(2);
    }
  }

  @Test
  void a_closed_peer_is_in_hup_and_rdhup() throws Exception {
    try (Epoll epoll = Epoll.create(4); SocketPair pair = UnixSocket.pair(SocketType.SEQPACKET)) {
      epoll.add(pair.first().number(), Events.IN | Events.RDHUP, 1);
      pair.second().close();
      assertThat(epoll.await(-1)).isEqualTo(1);
      assertThat(epoll.events(0)).isEqualTo(0x2011);
    }
  }

  @Test
  void a_peer_shut_down_by_one_holder_looks_closed() throws Exception {
    try (Epoll epoll = Epoll.create(4);
        SocketPair pair = UnixSocket.pair(SocketType.SEQPACKET);
        Fd otherHolder = pair.second().duplicate()) {
      epoll.add(pair.first().number(), Events.IN | Events.RDHUP, 1);
      UnixSocket.shutdown(otherHolder.number());
      assertThat(epoll.await(-1)).isEqualTo(1);
      assertThat(epoll.events(0)).isEqualTo(0x2011);
      assertThat(SENDER.send(pair.second().number(), new byte[1], 0, 1, 0)).isEqualTo(-LinuxErrno.EPIPE);
    }
  }

  @Test
  void errors_name_the_call() throws Exception {
    try (Epoll epoll = Epoll.create(1); EventFd fd = EventFd.create()) {
      epoll.add(fd.number(), Events.IN, 0);
      assertThatExceptionOfType(ErrnoException.class)
          .isThrownBy(() -> epoll.add(fd.number(), Events.IN, 0))
          .withMessage("epoll_ctl: EEXIST (17)");
      assertThatThrownBy(() -> Epoll.create(0)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void an_eventfd_counts_signals_of_any_thread_and_drains_to_zero() throws Exception {
    try (EventFd fd = EventFd.create()) {
      assertThat(fd.drain()).isZero();
      fd.signal();
      Thread thread = Thread.ofPlatform().start(() -> {
        try {
          fd.signal();
        } catch (ErrnoException e) {
          throw new AssertionError(e);
        }
      });
      thread.join();
      assertThat(fd.drain()).isEqualTo(2);
      assertThat(fd.drain()).isZero();
    }
  }

  @Test
  void poll_tells_ready_not_ready_and_invalid_apart() throws Exception {
    try (EventFd fd = EventFd.create()) {
      assertThat(Poll.await(fd.number(), Events.IN, 0)).isZero();
      assertThat(Poll.await(fd.number(), Events.IN | Events.OUT, 0)).isEqualTo(Events.OUT);
      fd.signal();
      assertThat(Poll.await(fd.number(), Events.IN, -1)).isEqualTo(Events.IN);
      assertThat(Poll.await(1_000_000, Events.IN, -1)).isEqualTo(Events.INVALID);
    }
  }
}
