package dev.tokend.authority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.surface.protocol.Operation;
import java.io.File;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Valid requests that are nearly so no longer, in any order: {@code -Dseed=N} repeats one case. */
class RandomRequestsTest {
  private static final int CASES = 2000;
  private static final Operation[] NEED_MORE =
      {Operation.SERVE_KACS, Operation.OPEN_PEER, Operation.IMPERSONATE_PEER};

  @AfterAll
  static void end() throws Exception {
    Played.endOthers();
  }

  @Test
  void every_request_is_answered_and_the_books_are_balanced() throws Exception {
    Long fixed = Long.getLong("seed");
    long[] seeds = fixed != null ? new long[] {fixed} : new SplittableRandom().longs(CASES).toArray();
    Played.script(new byte[0]);
    int before = descriptors();
    for (long seed : seeds) {
      try {
        Played.script(script(new SplittableRandom(seed)));
      } catch (Throwable failure) {
        throw new AssertionError("failed with -Dseed=" + seed + ": " + failure, failure);
      }
    }
    // What other tests have left may be closed meanwhile.
    assertThat(descriptors()).isLessThanOrEqualTo(before);
  }

  @Test
  void the_scripts_that_everything_begins_with_succeed() throws Exception {
    Set<Operation> succeeded = EnumSet.noneOf(Operation.class);
    for (byte[] script : Script.all()) {
      succeeded.addAll(Played.script(script));
    }
    assertThat(EnumSet.complementOf(EnumSet.copyOf(succeeded)))
        .as("what needs a peer or a filter's listener")
        .containsOnly(NEED_MORE);
  }

  private static int descriptors() {
    String[] open = new File("/proc/self/fd").list();
    return open == null ? -1 : open.length;
  }

  /** One script or two behind each other, with some bytes changed. */
  private static byte[] script(SplittableRandom random) {
    List<byte[]> all = Script.all();
    byte[] one = all.get(random.nextInt(all.size()));
    byte[] two = all.get(random.nextInt(all.size()));
    byte[] bytes = Arrays.copyOf(one, one.length + two.length);
    System.arraycopy(two, 0, bytes, one.length, two.length);
    for (int i = random.nextInt(6); i > 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(3)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        default -> bytes[at] = random.nextBoolean() ? (byte) 0xFF : 0;
      }
    }
    return bytes;
  }
}
