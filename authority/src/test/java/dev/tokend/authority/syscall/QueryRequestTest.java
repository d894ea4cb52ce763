package dev.tokend.authority.syscall;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QueryRequestTest {
  private static final BigInteger END = BigInteger.ONE.shiftLeft(64);

  private static BigInteger unsigned(long value) {
    return value < 0 ? BigInteger.valueOf(value).add(END) : BigInteger.valueOf(value);
  }

  @Test
  void a_payload_beside_the_structure_lies_not_over_it() {
    assertThat(QueryRequest.overlaps(0x1000, 28, 0x101C)).isFalse();
    assertThat(QueryRequest.overlaps(0x1010, 28, 0x1000)).isFalse();
    assertThat(QueryRequest.overlaps(0x1000, 29, 0x101C)).isTrue();
    assertThat(QueryRequest.overlaps(0x100F, 1, 0x1000)).isTrue();
  }

  @Test
  void one_beyond_the_end_of_memory_does() {
    assertThat(QueryRequest.overlaps(-8, 28, 0x1000)).isTrue();
  }

  @Test
  void the_answer_is_that_of_numbers_without_an_end() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 200_000; i++) {
      long base = random.nextInt(4) == 0 ? -40 + random.nextInt(30) : random.nextLong() & Long.MAX_VALUE;
      long address = base & ~(1L << 63);
      long buffer = base + random.nextInt(120) - 60;
      int required = 1 + random.nextInt(60);
      BigInteger from = unsigned(buffer);
      BigInteger to = from.add(BigInteger.valueOf(required));
      BigInteger structure = unsigned(address);
      boolean over =
          to.compareTo(END) >= 0
              || from.compareTo(structure.add(BigInteger.valueOf(16))) < 0 && structure.compareTo(to) < 0;
      assertThat(QueryRequest.overlaps(buffer, required, address)).as("seed %d, case %d", seed, i).isEqualTo(over);
    }
  }
}
