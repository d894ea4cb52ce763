package dev.tokend.surface.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.access.GenericMapping;
import dev.tokend.kacs.access.PipLabel;
import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.WellKnown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AccessCheckMessagesTest {
  private static final byte[] NOTHING = {};
  private static final SecurityDescriptor DESCRIPTOR =
      SecurityDescriptor.builder().owner(WellKnown.SYSTEM).group(WellKnown.SYSTEM).build();

  private static byte[] self() {
    ByteWriter out = new ByteWriter(16);
    Sid.of("S-1-5-18").writeTo(out);
    return out.toByteArray();
  }

  private static byte[] type(int level, int reserved, int guid) {
    return new ByteWriter(20).u16(level).u16(reserved).i64(guid).i64(0).toByteArray();
  }

  private static byte[] message(byte[] self, byte[] types, byte[] claims) {
    return AccessCheckRequest.encode(
        new int[] {8, 1, 2, 4, 7, 3, 5, 6},
        List.of(DESCRIPTOR.toByteArray(), self, types, claims, new byte[] {9, 9}));
  }

  /** A request with every part that is not there by default. */
  static byte[] request() {
    return message(self(), type(0, 0, 1), NOTHING);
  }

  /** An answer for a list of objects. */
  static AccessCheckReply reply() {
    return new AccessCheckReply(
        true, 0x80000001, 4, true, List.of(new AccessCheckReply.Node(7, true), new AccessCheckReply.Node(0, false)));
  }

  @Test
  void every_part_is_read_where_it_stands() throws Exception {
    AccessCheckRequest read = AccessCheckRequest.decode(message(self(), type(0, 0, 1), NOTHING));
    assertThat(read.desired()).isEqualTo(8);
    assertThat(read.mapping()).isEqualTo(new GenericMapping(1, 2, 4, 7));
    assertThat(read.intent()).isEqualTo(3);
    assertThat(read.pip()).isEqualTo(new PipLabel(5, 6));
    assertThat(read.descriptor()).isEqualTo(DESCRIPTOR);
    assertThat(read.selfSid()).isEqualTo(WellKnown.SYSTEM);
    assertThat(read.objectTypes().nodes()).hasSize(1);
    assertThat(read.localClaims()).isEmpty();
    assertThat(read.context().toByteArray()).containsExactly(9, 9);
  }

  @Test
  void what_is_left_out_is_nothing() throws Exception {
    AccessCheckRequest read = AccessCheckRequest.decode(message(NOTHING, NOTHING, NOTHING));
    assertThat(read.selfSid()).isNull();
    assertThat(read.objectTypes()).isNull();
  }

  @Test
  void a_reserved_field_half_an_object_type_and_a_byte_too_many_are_refused() {
    List<byte[]> wrong = new ArrayList<>();
    wrong.add(message(self(), type(0, 1, 1), NOTHING));
    wrong.add(message(self(), new byte[19], NOTHING));
    wrong.add(message(new byte[7], NOTHING, NOTHING));
    wrong.add(message(NOTHING, NOTHING, new byte[] {1, 0, 0, 0}));
    byte[] good = message(NOTHING, NOTHING, NOTHING);
    wrong.add(Arrays.copyOf(good, good.length + 1));
    wrong.add(Arrays.copyOf(good, good.length - 1));
    for (byte[] message : wrong) {
      assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> AccessCheckRequest.decode(message));
    }
  }

  @Test
  void any_bytes_give_a_value_or_a_MalformedException() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    byte[] good = message(self(), type(0, 0, 1), NOTHING);
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes = Arrays.copyOf(good, good.length);
      for (int n = random.nextInt(4); n >= 0; n--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(AccessCheckRequest.decode(bytes)).isNotNull();
      } catch (MalformedException e) {
        assertThat(e.offset()).as("seed %d", seed).isNotNegative();
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ", case " + i, e);
      }
    }
  }

  @Test
  void an_answer_is_read_as_it_was_written() throws Exception {
    AccessCheckReply reply = reply();
    assertThat(AccessCheckReply.decode(reply.encode())).isEqualTo(reply);
    byte[] half = Arrays.copyOf(reply.encode(), 20);
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> AccessCheckReply.decode(half));
  }
}
