package dev.tokend.authority.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.bytes.Bytes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PartsTest {
  private final Parts parts = new Parts();

  private static Body body(int own, int first, int second) {
    return new Body(
        Bytes.of((byte) own),
        List.of(Bytes.of((byte) first, (byte) 1), Bytes.of((byte) second, (byte) 2, (byte) 3)));
  }

  @Test
  void equal_parts_are_one() {
    Body first = parts.join(body(1, 7, 8));
    Body second = parts.join(body(2, 7, 9));
    assertThat(second).isEqualTo(body(2, 7, 9));
    assertThat(second.parts().getFirst()).isSameAs(first.parts().getFirst());
    assertThat(parts.count()).isEqualTo(3);
  }

  @Test
  void a_part_goes_with_the_last_body_that_has_it() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    List<Body> here = new ArrayList<>();
    for (int step = 0; step < 2000; step++) {
      if (!here.isEmpty() && random.nextBoolean()) {
        parts.leave(here.remove(random.nextInt(here.size())));
      } else {
        here.add(parts.join(body(step, random.nextInt(4), random.nextInt(4))));
      }
      Set<Bytes> had = new HashSet<>();
      here.forEach(body -> had.addAll(body.parts()));
      assertThat(parts.count()).as("seed %d", seed).isEqualTo(had.size());
    }
  }

  @Test
  void what_has_no_parts_stays_as_it_is() {
    Body alone = Body.of(Bytes.of((byte) 1, (byte) 2));
    assertThat(parts.join(alone)).isSameAs(alone);
    assertThat(alone.length()).isEqualTo(2);
    assertThat(body(1, 2, 3).length()).isEqualTo(body(1, 2, 3).toByteArray().length);
  }
}
