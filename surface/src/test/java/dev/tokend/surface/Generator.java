package dev.tokend.surface;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Seeded random cases. Every run takes fresh seeds; a failure names the seed, and {@code -Dseed=N} repeats that case
 * alone.
 */
public final class Generator {
  private Generator() {}

  /** One case: given its own random source. */
  @FunctionalInterface
  public interface Case {
    void run(SplittableRandom random) throws Exception;
  }

  /** Runs {@code count} cases, or the one of {@code -Dseed}. */
  public static void cases(int count, Case body) {
    Long fixed = Long.getLong("seed");
    SplittableRandom seeds = new SplittableRandom();
    long[] all = fixed != null ? new long[] {fixed} : seeds.longs(count).toArray();
    for (long seed : all) {
      try {
        body.run(new SplittableRandom(seed));
      } catch (Throwable failure) {
        throw new AssertionError("failed with -Dseed=" + seed + ": " + failure, failure);
      }
    }
  }

  /** Up to {@code max} random bytes. */
  public static byte[] bytes(SplittableRandom random, int max) {
    byte[] bytes = new byte[random.nextInt(max + 1)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** A copy with a few bytes changed, cut off, doubled or set to a boundary value. */
  public static byte[] mutate(SplittableRandom random, byte[] original) {
    byte[] bytes = original.clone();
    for (int i = random.nextInt(1, 5); i > 0 && bytes.length > 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes[at] = random.nextBoolean() ? (byte) 0xFF : 0;
        case 3 -> bytes = Arrays.copyOf(bytes, at);
        default -> bytes = Arrays.copyOf(bytes, Math.min(70_000, bytes.length + random.nextInt(1, 9)));
      }
    }
    return bytes;
  }
}
