package dev.tokend.linux.socket;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokend.linux.DescriptorLeaks;
import dev.tokend.linux.Fd;
import dev.tokend.linux.FdFlags;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.event.EventFd;
import dev.tokend.linux.event.Events;
import dev.tokend.linux.event.Poll;
import dev.tokend.linux.process.PidFd;
import dev.tokend.linux.process.ProcessIds;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DescriptorLeaks.class)
class MessageTest {
  private static final MessageSender SENDER = new MessageSender(4096);
  private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

  private final MessageReceiver receiver = new MessageReceiver(4096);
  private SocketPair pair;

  @BeforeEach
  void open() throws Exception {
    pair = UnixSocket.pair(SocketType.SEQPACKET);
    SocketOptions.receiveCredentials(pair.second().number());
  }

  @AfterEach
  void close() {
    receiver.close();
    pair.close();
  }

  private int send(byte[] message, int... descriptors) {
    return SENDER.send(
        pair.first().number(), message, 0, message.length, descriptors, descriptors.length, MessageFlags.NONE);
  }

  private int receive(int flags) {
    return receiver.receive(pair.second().number(), flags | MessageFlags.DONTWAIT);
  }

  private byte[] received() {
    return receiver.data().asSlice(0, receiver.bytes()).toArray(JAVA_BYTE);
  }

  @Test
  void a_message_names_its_sender() {
    assertThat(send(HELLO)).isEqualTo(5);
    assertThat(receive(0)).isEqualTo(5);
    assertThat(received()).isEqualTo(HELLO);
    assertThat(receiver.hasCredentials()).isTrue();
    assertThat(receiver.pid()).isEqualTo(ProcessIds.pid());
    assertThat(receiver.uid()).isEqualTo(ProcessIds.uid());
    assertThat(receiver.gid()).isEqualTo(ProcessIds.gid());
    assertThat(receiver.pidFd()).isEqualTo(-1);
  }

  @Test
  void a_thread_is_named_by_its_process() throws Exception {
    int[] tid = new int[1];
    Thread thread = new Thread(() -> {
      tid[0] = ProcessIds.thread();
      send(HELLO);
    });
    thread.start();
    thread.join();
    receive(0);
    assertThat(receiver.pid()).isEqualTo(ProcessIds.pid()).isNotEqualTo(tid[0]);
  }

  @Test
  void a_pidfd_of_the_sender_comes_when_asked_for_and_is_close_on_exec() throws Exception {
    SocketOptions.receivePidFds(pair.second().number());
    send(HELLO);
    receive(0);
    assertThat(FdFlags.isCloseOnExec(receiver.pidFd())).isTrue();
    try (PidFd sender = PidFd.adopt(receiver.takePidFd()); PidFd self = PidFd.open(ProcessIds.pid())) {
      assertThat(sender.inode()).isEqualTo(self.inode());
      assertThat(sender.info().pid()).isEqualTo(ProcessIds.pid());
    }
    assertThat(receiver.pidFd()).isEqualTo(-1);
    assertThatThrownBy(receiver::takePidFd).isInstanceOf(IllegalStateException.class);
    SocketOptions.receiveNoPidFds(pair.second().number());
    send(HELLO);
    receive(0);
    assertThat(receiver.pidFd()).isEqualTo(-1);
  }

  @Test
  void a_message_of_no_bytes_is_not_the_end_of_file() {
    assertThat(send(new byte[0])).isZero();
    assertThat(receive(0)).isZero();
    assertThat(receiver.isEndOfFile()).isFalse();
    pair.first().close();
    assertThat(receive(0)).isZero();
    assertThat(receiver.isEndOfFile()).isTrue();
  }

  @Test
  void nothing_to_receive_is_eagain_and_not_the_end() {
    assertThat(receive(0)).isEqualTo(-LinuxErrno.EAGAIN);
    assertThat(receiver.bytes()).isZero();
  }

  @Test
  void a_descriptor_arrives_close_on_exec_and_is_the_same_socket() throws Exception {
    try (Fd passed = UnixSocket.blocking(SocketType.STREAM)) {
      FdFlags.keepOnExec(passed.number());
      send(HELLO, passed.number());
      receive(0);
      assertThat(receiver.descriptorCount()).isEqualTo(1);
      try (Fd taken = receiver.takeDescriptor(0)) {
        assertThat(taken.number()).isNotEqualTo(passed.number());
        assertThat(FdFlags.isCloseOnExec(taken.number())).isTrue();
        assertThat(SocketFacts.cookie(taken.number())).isEqualTo(SocketFacts.cookie(passed.number()));
      }
      assertThat(receiver.descriptor(0)).isEqualTo(-1);
      assertThatThrownBy(() -> receiver.takeDescriptor(0)).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> receiver.takeDescriptor(1)).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void descriptors_that_nobody_took_are_closed_at_the_next_message() throws Exception {
    try (EventFd passed = EventFd.create()) {
      send(HELLO, passed.number(), passed.number(), passed.number());
      receive(0);
      int number = receiver.descriptor(2);
      assertThat(receive(0)).isEqualTo(-LinuxErrno.EAGAIN);
      assertThat(receiver.descriptorCount()).isZero();
      assertThat(Poll.await(number, Events.IN, 0)).isEqualTo(Events.INVALID);
    }
  }

  @Test
  void as_many_descriptors_as_the_kernel_sends_fit() throws Exception {
    SocketOptions.receivePidFds(pair.second().number());
    try (EventFd passed = EventFd.create()) {
      int[] all = new int[MessageSender.MAX_DESCRIPTORS];
      Arrays.fill(all, passed.number());
      assertThat(send(HELLO, all)).isEqualTo(5);
      receive(0);
      assertThat(receiver.descriptorCount()).isEqualTo(253);
      assertThat(receiver.isControlTruncated()).isFalse();
      assertThat(receiver.pidFd()).isNotEqualTo(-1);
      assertThatThrownBy(() -> send(HELLO, new int[254])).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void what_fits_of_truncated_descriptors_is_seen_and_closed() throws Exception {
    MessageReceiver small = new MessageReceiver(64, MessageHeader.space(12) + MessageHeader.space(12));
    try (EventFd passed = EventFd.create()) {
      int[] ten = new int[10];
      Arrays.fill(ten, passed.number());
      send(HELLO, ten);
      int before = DescriptorLeaks.open().size();
      assertThat(small.receive(pair.second().number(), MessageFlags.DONTWAIT)).isEqualTo(5);
      assertThat(small.isControlTruncated()).isTrue();
      assertThat(small.hasCredentials()).isTrue();
      int installed = DescriptorLeaks.open().size() - before;
      assertThat(small.descriptorCount()).isEqualTo(installed).isBetween(1, 4);
      small.closeReceived();
      assertThat(DescriptorLeaks.open()).hasSize(before);
    }
  }

  @Test
  void a_control_buffer_of_any_size_leaks_nothing() throws Exception {
    SocketOptions.receivePidFds(pair.second().number());
    try (EventFd passed = EventFd.create()) {
      int before = DescriptorLeaks.open().size();
      for (int size = 0; size <= 128; size++) {
        MessageReceiver small = new MessageReceiver(64, size);
        send(HELLO, passed.number(), passed.number(), passed.number());
        assertThat(small.receive(pair.second().number(), MessageFlags.DONTWAIT)).isEqualTo(5);
        assertThat(small.isEndOfFile()).isFalse();
        small.close();
        assertThat(DescriptorLeaks.open()).as("control buffer of %d", size).hasSize(before);
      }
    }
  }

  @Test
  void a_message_longer_than_the_buffer_says_so() {
    send("0123456789".getBytes(StandardCharsets.UTF_8));
    assertThat(receiver.receive(pair.second().number(), 100, 4, MessageFlags.DONTWAIT)).isEqualTo(4);
    assertThat(receiver.isDataTruncated()).isTrue();
    assertThat(receiver.data().asSlice(100, 4).toArray(JAVA_BYTE)).isEqualTo("0123".getBytes(StandardCharsets.UTF_8));
    assertThat(receive(0)).isEqualTo(-LinuxErrno.EAGAIN);
  }

  @Test
  void a_peeked_message_stays_and_brings_its_descriptors_twice() throws Exception {
    try (EventFd passed = EventFd.create()) {
      send(HELLO, passed.number());
      assertThat(receive(MessageFlags.PEEK)).isEqualTo(5);
      assertThat(receiver.pid()).isEqualTo(ProcessIds.pid());
      assertThat(receiver.descriptorCount()).isEqualTo(1);
      try (Fd first = receiver.takeDescriptor(0)) {
        assertThat(receive(0)).isEqualTo(5);
        assertThat(receiver.descriptorCount()).isEqualTo(1);
        assertThat(receiver.descriptor(0)).isNotEqualTo(first.number());
      }
      assertThat(receive(0)).isEqualTo(-LinuxErrno.EAGAIN);
    }
  }

  @Test
  void a_full_queue_is_eagain() {
    int sent = 0;
    int result;
    do {
      result = SENDER.send(pair.first().number(), HELLO, 0, 5, MessageFlags.DONTWAIT);
      sent++;
    } while (result == 5 && sent < 1_000_000);
    assertThat(result).isEqualTo(-LinuxErrno.EAGAIN);
  }

  @Test
  void a_peer_that_is_gone_is_epipe_and_kills_nobody() {
    pair.second().close();
    assertThat(SENDER.send(pair.first().number(), HELLO, 0, 5, MessageFlags.NONE)).isEqualTo(-LinuxErrno.EPIPE);
  }

  @Test
  void a_socket_that_refuses_descriptors_gets_none() throws Exception {
    assumeTrue(
        SocketOptions.refuseDescriptors(pair.second().number()), "SO_PASSRIGHTS needs Linux 6.16");
    try (EventFd passed = EventFd.create()) {
      assertThat(send(HELLO, passed.number())).isEqualTo(-LinuxErrno.EPERM);
    }
    assertThat(send(HELLO)).isEqualTo(5);
  }

  @Test
  void sending_and_receiving_on_what_is_no_socket_is_enotsock() throws Exception {
    try (EventFd file = EventFd.create()) {
      assertThat(receiver.receive(file.number(), 0)).isEqualTo(-LinuxErrno.ENOTSOCK);
      assertThat(SENDER.send(file.number(), HELLO, 0, 5, 0)).isEqualTo(-LinuxErrno.ENOTSOCK);
    }
  }

  @Test
  void ranges_outside_the_buffers_are_refused_before_the_call() {
    assertThatThrownBy(() -> receiver.receive(pair.second().number(), 4000, 97, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> SENDER.send(pair.first().number(), new byte[5000], 0, 5000, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void bytes_of_different_senders_on_a_stream_do_not_mix() throws Exception {
    try (SocketPair stream = UnixSocket.pair(SocketType.STREAM); EventFd passed = EventFd.create()) {
      SocketOptions.receiveCredentials(stream.second().number());
      SENDER.send(stream.first().number(), HELLO, 0, 5, 0);
      SENDER.send(stream.first().number(), HELLO, 0, 5, new int[] {passed.number()}, 1, 0);
      SENDER.send(stream.first().number(), HELLO, 0, 5, 0);
      // The second message's descriptor ends what one call reads.
      assertThat(receiver.receive(stream.second().number(), 0)).isEqualTo(10);
      assertThat(receiver.descriptorCount()).isEqualTo(1);
      assertThat(receiver.receive(stream.second().number(), 0)).isEqualTo(5);
      assertThat(receiver.descriptorCount()).isZero();
    }
  }
}
