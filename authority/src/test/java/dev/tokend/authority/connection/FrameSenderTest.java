package dev.tokend.authority.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokend.linux.Fd;
import dev.tokend.linux.FdFlags;
import dev.tokend.linux.process.PidFd;
import dev.tokend.linux.process.ProcessIds;
import dev.tokend.linux.socket.SocketFacts;
import dev.tokend.linux.socket.SocketPair;
import dev.tokend.linux.socket.SocketType;
import dev.tokend.linux.socket.UnixSocket;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who sent a frame, and which descriptors came along. */
@ExtendWith(DescriptorLeaks.class)
class FrameSenderTest {
  private static final Receivers RECEIVERS = Receivers.allocate();
  private static final int INIT = 1;

  private Client client;
  private SocketPair passed;
  private PidFd own;

  @BeforeEach
  void connect() throws Exception {
    client = Client.connect();
    passed = UnixSocket.pair(SocketType.STREAM);
    own = PidFd.open(ProcessIds.pid());
  }

  @AfterEach
  void close() {
    client.close();
    passed.close();
    own.close();
    RECEIVERS.receiver().closeReceived();
  }

  private FrameReader readerOf(Sender peer) {
    return new FrameReader(client.authoritys().number(), peer, RECEIVERS);
  }

  /** A reader on a connection that this process made. */
  private FrameReader ownReader() {
    return readerOf(new Sender(ProcessIds.pid(), own));
  }

  private static Frame frame(FrameReader reader) throws Exception {
    Frame frame = Client.wholeFrame(reader, reader.read());
    assertThat(frame).isNotNull();
    return frame;
  }

  private static void closeAll(List<Fd> descriptors) {
    for (Fd descriptor : descriptors) {
      descriptor.close();
    }
  }

  @Test
  void a_frame_of_another_process_than_the_one_that_connected_bears_its_pidfd() throws Exception {
    FrameReader reader = readerOf(new Sender(INIT, own));
    for (int i = 0; i < 3; i++) {
      client.send(Client.inspect(i));
      Sender sender = frame(reader).sender();

      assertThat(sender.pid()).isEqualTo(ProcessIds.pid());
      assertThat(sender.pidfd()).isNotSameAs(own);
      assertThat(sender.pidfd().inode()).isEqualTo(own.inode());
      sender.pidfd().close();
    }
  }

  @Test
  void it_does_so_in_whatever_pieces_it_comes() throws Exception {
    FrameReader reader = readerOf(new Sender(INIT, own));
    byte[] bytes = Client.inspect(1);
    for (int at = 0; at < bytes.length - 1; at++) {
      client.send(new byte[] {bytes[at]});
      assertThat(reader.read()).isEqualTo(new FrameReader.Result.Waiting());
    }
    client.send(new byte[] {bytes[bytes.length - 1]});

    Sender sender = frame(reader).sender();
    assertThat(sender.pidfd().inode()).isEqualTo(own.inode());
    sender.pidfd().close();
  }

  @Test
  void a_child_on_an_inherited_connection_is_seen_as_itself() throws Exception {
    FrameReader reader = ownReader();
    client.send(Client.inspect(1));
    assertThat(frame(reader).sender().pidfd()).isSameAs(own);

    int child = client.sendFromChild(Client.inspect(2));
    Sender sender = frame(reader).sender();
    assertThat(sender.pid()).isEqualTo(child);
    assertThat(sender.pidfd().inode()).isNotEqualTo(own.inode());
    assertThat(sender.pidfd().isAlive()).isFalse();
    sender.pidfd().close();

    client.send(Client.inspect(3));
    assertThat(frame(reader).sender().pidfd()).isSameAs(own);
  }

  @Test
  void a_frame_in_pieces_of_two_processes_is_nobodys() throws Exception {
    byte[] bytes = Client.inspect(1);
    for (int at : new int[] {1, 24, 47}) {
      try (Client other = Client.connect()) {
        FrameReader reader =
            new FrameReader(other.authoritys().number(), new Sender(ProcessIds.pid(), own), RECEIVERS);
        other.send(Arrays.copyOf(bytes, at));
        other.sendFromChild(Arrays.copyOfRange(bytes, at, bytes.length));
        assertThatExceptionOfType(BrokenFrameException.class)
            .isThrownBy(reader::read)
            .withMessage("a message in pieces from several processes");
        closeAll(reader.abandon());
      }
    }
  }

  @Test
  void nor_is_one_that_another_process_began() throws Exception {
    FrameReader reader = ownReader();
    byte[] bytes = Client.inspect(1);
    client.sendFromChild(Arrays.copyOf(bytes, 30));
    client.send(Arrays.copyOfRange(bytes, 30, bytes.length));

    assertThatExceptionOfType(BrokenFrameException.class).isThrownBy(reader::read);
    closeAll(reader.abandon());
  }

  @Test
  void descriptors_come_with_their_frame_and_are_not_inherited() throws Exception {
    FrameReader reader = ownReader();
    client.send(Client.inspect(1), passed.first().number(), passed.second().number());
    client.send(Client.inspect(2));

    List<Fd> descriptors = frame(reader).descriptors();
    assertThat(descriptors).hasSize(2);
    assertThat(SocketFacts.cookie(descriptors.get(0).number()))
        .isEqualTo(SocketFacts.cookie(passed.first().number()));
    assertThat(SocketFacts.cookie(descriptors.get(1).number()))
        .isEqualTo(SocketFacts.cookie(passed.second().number()));
    assertThat(FdFlags.isCloseOnExec(descriptors.get(0).number())).isTrue();
    closeAll(descriptors);
    assertThat(frame(reader).descriptors()).isEmpty();
  }

  @Test
  void another_process_may_pass_descriptors_too() throws Exception {
    FrameReader reader = readerOf(new Sender(INIT, own));
    int number = passed.first().number();
    client.send(Client.inspect(1), number, number, number, number);

    Frame frame = frame(reader);
    assertThat(frame.descriptors()).hasSize(4);
    assertThat(frame.sender().pidfd().inode()).isEqualTo(own.inode());
    closeAll(frame.descriptors());
    frame.sender().pidfd().close();
  }

  @Test
  void more_than_four_descriptors_break_the_connection_in_one_piece() {
    FrameReader reader = ownReader();
    int number = passed.first().number();
    client.send(Client.inspect(1), number, number, number, number, number);

    assertThatExceptionOfType(BrokenFrameException.class)
        .isThrownBy(reader::read)
        .withMessage("more descriptors than any request has");
    closeAll(reader.abandon());
  }

  @Test
  void and_in_several() {
    FrameReader reader = ownReader();
    byte[] bytes = Client.inspect(1);
    int number = passed.first().number();
    client.send(Arrays.copyOf(bytes, 10), number, number, number);
    client.send(Arrays.copyOfRange(bytes, 10, 30), number, number);

    assertThatExceptionOfType(BrokenFrameException.class).isThrownBy(reader::read);
    assertThat(reader.isInFrame()).isTrue();
    closeAll(reader.abandon());
    assertThat(reader.isInFrame()).isFalse();
  }

  @Test
  void what_came_of_half_a_frame_is_given_up() throws Exception {
    FrameReader reader = readerOf(new Sender(INIT, own));
    client.send(Arrays.copyOf(Client.inspect(1), 30), passed.first().number());
    assertThat(reader.read()).isEqualTo(new FrameReader.Result.Waiting());

    List<Fd> left = reader.abandon();
    assertThat(left).hasSize(1);
    closeAll(left);
  }
}
