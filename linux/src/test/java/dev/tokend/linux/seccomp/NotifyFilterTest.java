package dev.tokend.linux.seccomp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NotifyFilterTest {
  private static final int ARM_64 = 0xC00000B7;
  private static final int I386 = 0x40000003;
  private static final int X32 = 0x40000000;

  private final List<BpfInstruction> program = new NotifyFilter(1000, 1027, 'K').program();

  private int call(int number, long... arguments) {
    return BpfMachine.run(program, NotifyFilter.X86_64, number, arguments);
  }

  @Test
  void the_range_waits_and_its_neighbours_go_on() {
    assertThat(call(999)).isEqualTo(NotifyFilter.ALLOW);
    assertThat(call(1000)).isEqualTo(NotifyFilter.NOTIFY);
    assertThat(call(1027)).isEqualTo(NotifyFilter.NOTIFY);
    assertThat(call(1028)).isEqualTo(NotifyFilter.ALLOW);
    assertThat(call(-1)).isEqualTo(NotifyFilter.ALLOW);
  }

  @Test
  void an_ioctl_waits_if_its_request_is_of_the_type_whatever_else_is_in_it() {
    assertThat(call(16, 3, 0xC0104B00L)).isEqualTo(NotifyFilter.NOTIFY);
    assertThat(call(16, 3, 0x00004B03L)).isEqualTo(NotifyFilter.NOTIFY);
    assertThat(call(16, 3, 0x0000_1234_FFFF_4BFFL)).isEqualTo(NotifyFilter.NOTIFY);
    assertThat(call(16, 3, 0x5413)).isEqualTo(NotifyFilter.ALLOW);
    assertThat(call(16, 3, 0x0000_4B00_0000_5401L)).isEqualTo(NotifyFilter.ALLOW);
    assertThat(call(17, 3, 0xC0104B00L)).isEqualTo(NotifyFilter.ALLOW);
  }

  @Test
  void the_calls_of_other_tables_go_on() {
    assertThat(BpfMachine.run(program, ARM_64, 1000)).isEqualTo(NotifyFilter.ALLOW);
    assertThat(BpfMachine.run(program, I386, 1000)).isEqualTo(NotifyFilter.ALLOW);
    assertThat(BpfMachine.run(program, I386, 16, 3, 0xC0104B00L)).isEqualTo(NotifyFilter.ALLOW);
    assertThat(call(X32 | 1000)).isEqualTo(NotifyFilter.ALLOW);
    assertThat(call(X32 | 16, 3, 0xC0104B00L)).isEqualTo(NotifyFilter.ALLOW);
  }

  @Test
  void what_waits_is_what_was_said_for_random_filters_and_calls() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 100_000; i++) {
      int first = 17 + random.nextInt(2000);
      int last = first + random.nextInt(40);
      int type = random.nextInt(256);
      int number = random.nextInt(4) == 0 ? 16 : random.nextInt(2100);
      long request = random.nextInt(3) == 0 ? random.nextLong() & ~0xFF00L | (long) type << 8 : random.nextLong();
      boolean waits = number >= first && number <= last || number == 16 && (request >> 8 & 0xFF) == type;
      assertThat(
              BpfMachine.run(
                  new NotifyFilter(first, last, type).program(), NotifyFilter.X86_64, number, 0, request))
          .as("seed %d, case %d", seed, i)
          .isEqualTo(waits ? NotifyFilter.NOTIFY : NotifyFilter.ALLOW);
    }
  }

  @Test
  void a_jump_is_a_byte_and_forwards() {
    assertThatThrownBy(() -> new BpfInstruction(BpfInstruction.IF_EQUAL, 256, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new BpfInstruction(BpfInstruction.IF_EQUAL, 0, -1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
