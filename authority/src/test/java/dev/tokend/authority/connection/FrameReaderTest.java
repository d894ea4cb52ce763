package dev.tokend.authority.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokend.linux.process.PidFd;
import dev.tokend.linux.process.ProcessIds;
import dev.tokend.surface.protocol.FrameHeader;
import dev.tokend.surface.protocol.Operation;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Frames in any pieces, of the process that connected; over a real socket pair. */
@ExtendWith(DescriptorLeaks.class)
class FrameReaderTest {
  private static final Receivers RECEIVERS = Receivers.allocate();
  private static final FrameReader.Result WAITING = new FrameReader.Result.Waiting();

  private Client client;
  private Sender peer;
  private FrameReader reader;

  @BeforeEach
  void connect() throws Exception {
    client = Client.connect();
    peer = new Sender(ProcessIds.pid(), PidFd.open(ProcessIds.pid()));
    reader = new FrameReader(client.authoritys().number(), peer, RECEIVERS);
  }

  @AfterEach
  void close() {
    client.close();
    peer.pidfd().close();
  }

  private Frame frame() throws Exception {
    Frame frame = Client.wholeFrame(reader, reader.read());
    assertThat(frame).isNotNull();
    return frame;
  }

  private void expect(byte[] bytes) throws Exception {
    Frame frame = frame();
    assertThat(frame.header()).isEqualTo(FrameHeader.decode(bytes));
    assertThat(frame.payload()).isEqualTo(Arrays.copyOfRange(bytes, FrameHeader.SIZE, bytes.length));
    assertThat(frame.sender()).isSameAs(peer);
    assertThat(frame.descriptors()).isEmpty();
    assertThat(reader.isInFrame()).isFalse();
  }

  private void breaks(String reason) {
    assertThatExceptionOfType(BrokenFrameException.class).isThrownBy(() -> Client.wholeFrame(reader, reader.read())).withMessageContaining(reason);
    assertThat(reader.abandon()).isEmpty();
  }

  @Test
  void a_frame_is_read_whole() throws Exception {
    byte[] bytes = Client.inspect(1);
    assertThat(reader.read()).isEqualTo(WAITING);
    client.send(bytes);

    expect(bytes);
    assertThat(reader.read()).isEqualTo(WAITING);
  }

  @Test
  void a_frame_may_be_split_at_every_byte() throws Exception {
    byte[] bytes = Client.inspect(1);
    for (int at = 1; at < bytes.length; at++) {
      client.send(Arrays.copyOf(bytes, at));
      assertThat(reader.read()).as("split at " + at).isEqualTo(WAITING);
      assertThat(reader.isInFrame()).isTrue();
      client.send(Arrays.copyOfRange(bytes, at, bytes.length));
      expect(bytes);
    }
  }

  @Test
  void a_frame_may_come_byte_by_byte() throws Exception {
    byte[] bytes = Client.inspect(1);
    for (int at = 0; at < bytes.length - 1; at++) {
      client.send(new byte[] {bytes[at]});
      assertThat(reader.read()).isEqualTo(WAITING);
    }
    client.send(new byte[] {bytes[bytes.length - 1]});
    expect(bytes);
  }

  @Test
  void two_frames_may_come_in_one_piece() throws Exception {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(Client.inspect(1));
    both.writeBytes(Client.frame(Operation.STATUS, 2, new byte[0]));
    client.send(both.toByteArray());

    expect(Client.inspect(1));
    expect(Client.frame(Operation.STATUS, 2, new byte[0]));
    assertThat(reader.read()).isEqualTo(WAITING);
  }

  @Test
  void frames_are_the_same_in_whatever_pieces_they_come() throws Exception {
    long seed = new SplittableRandom().nextLong();
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 50; round++) {
      List<byte[]> frames = new ArrayList<>();
      ByteArrayOutputStream stream = new ByteArrayOutputStream();
      for (int i = random.nextInt(1, 6); i > 0; i--) {
        byte[] payload = new byte[random.nextInt(2000)];
        random.nextBytes(payload);
        frames.add(Client.frame(Operation.NAMES, random.nextInt(), payload));
        stream.writeBytes(frames.getLast());
      }
      List<byte[]> read = new ArrayList<>();
      byte[] all = stream.toByteArray();
      for (int at = 0; at < all.length; ) {
        int end = Math.min(all.length, at + random.nextInt(1, 1500));
        client.send(Arrays.copyOfRange(all, at, end));
        at = end;
        for (Frame frame = Client.wholeFrame(reader, reader.read());
            frame != null;
            frame = Client.wholeFrame(reader, reader.read())) {
          FrameHeader header = frame.header();
          read.add(Client.frame(Operation.NAMES, header.requestId(), frame.payload()));
        }
      }
      assertThat(read).as("seed " + seed).hasSameSizeAs(frames);
      for (int i = 0; i < read.size(); i++) {
        assertThat(read.get(i)).as("seed " + seed).isEqualTo(frames.get(i));
      }
    }
  }

  @Test
  void the_end_between_two_frames_is_an_end() throws Exception {
    client.send(Client.inspect(1));
    client.hangUp();

    expect(Client.inspect(1));
    assertThat(reader.read()).isEqualTo(new FrameReader.Result.End());
  }

  @ParameterizedTest
  @CsvSource({"1", "23", "24", "47"})
  void the_end_in_the_middle_of_a_frame_breaks_it(int length) throws Exception {
    client.send(Arrays.copyOf(Client.inspect(1), length));
    client.hangUp();

    breaks("closed in the middle of a message");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 85, not a tokend message",
    "4, 2, version 2",
    "5, 2, not a request",
    "5, 3, not a request",
    "5, 9, unknown kind",
    "16, 25, 25 bytes where at most 24 fit",
    "18, 32, out of bounds",
    "19, -128, out of bounds",
    "20, 1, reserved",
  })
  void a_header_that_is_no_requests_breaks_the_connection(int at, byte value, String reason) throws Exception {
    byte[] bytes = Client.inspect(1);
    bytes[at] = value;
    client.send(bytes);

    breaks(reason);
  }

  @ParameterizedTest
  @EnumSource
  void an_operation_takes_its_longest_payload_and_no_byte_more(Operation operation) throws Exception {
    byte[] longest = Client.frame(operation, 3, new byte[operation.maxPayload()]);
    client.send(longest);
    expect(longest);

    client.send(Client.frame(operation, 3, new byte[operation.maxPayload() + 1]));
    breaks("where at most " + operation.maxPayload() + " fit");
  }

  @Test
  void an_unknown_operation_is_read_so_that_it_can_be_refused() throws Exception {
    byte[] bytes = FrameHeader.frame(FrameHeader.Kind.REQUEST, 4321, 1, 0, new byte[4096]);
    client.send(bytes);
    expect(bytes);

    client.send(FrameHeader.frame(FrameHeader.Kind.REQUEST, 4321, 1, 0, new byte[4097]));
    breaks("where at most 4096 fit");
  }
}
