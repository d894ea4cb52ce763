package dev.tokend.monitor.history;

import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Random histories, each from a seed of its own, which is told where one fails. {@code -Dseed=N} repeats that one. */
final class Histories {
  private static final @Nullable Long FIXED = Long.getLong("seed");

  private Histories() {}

  /** Plays so many, or the one that is to be repeated; yields whether they were that many. */
  static boolean play(int count, Consumer<SplittableRandom> history) {
    SplittableRandom seeds = new SplittableRandom();
    for (int i = 0; i < (FIXED == null ? count : 1); i++) {
      long seed = FIXED == null ? seeds.nextLong() : FIXED;
      try {
        history.accept(new SplittableRandom(seed));
      } catch (AssertionError | RuntimeException failure) {
        throw new AssertionError("failed with -Dseed=" + seed + ": " + failure, failure);
      }
    }
    return FIXED == null;
  }
}
