package dev.tokend.kacs.access;

import dev.tokend.kacs.Generator;
import dev.tokend.kacs.access.naive.CaseJson;
import dev.tokend.kacs.access.naive.NaiveCase;
import dev.tokend.kacs.access.naive.NaiveCheck;
import dev.tokend.kacs.access.naive.NaiveResult;
import dev.tokend.kacs.access.naive.RandomCases;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Two implementations of one specification: the engine and {@link NaiveCheck} agree on random cases of all ACE types.
 *
 * <p>A million in an ordinary run, ten million with {@code ./verify -Plong}; {@code -Dagreement.cases=N} for N, {@code -Dseed=N} to repeat one case.
 */
class AgreementTest {
  private static final int CASES = Generator.scaled(Integer.getInteger("agreement.cases", 1_000_000));

  @Test
  void engine_and_naive_reading_agree_on_random_cases() throws Exception {
    Long fixed = Long.getLong("seed");
    SplittableRandom seeds = new SplittableRandom();
    for (int i = 0; i < (fixed == null ? CASES : 1); i++) {
      long seed = fixed == null ? seeds.nextLong() : fixed;
      assertAgree("-Dseed=" + seed, RandomCases.next(new SplittableRandom(seed)));
    }
  }

  /** Fails, naming where the case came from, unless both give the same result. */
  static void assertAgree(String origin, NaiveCase c) throws Exception {
    NaiveResult expected = NaiveCheck.check(c);
    AccessRequest request = EngineCase.request(c);
    NaiveResult actual = EngineCase.result(AccessCheck.check(request));
    if (!actual.equals(expected) || !packedAgrees(AccessCheck.granted(request), actual)) {
      throw new AssertionError(
          origin + "\nengine " + actual + "\nnaive  " + expected + "\n" + CaseJson.line(c, expected));
    }
  }

  /** Whether the packed form says what the record says. */
  static boolean packedAgrees(long packed, NaiveResult record) {
    AccessError error = PackedDecision.error(packed);
    return PackedDecision.granted(packed) == record.granted()
        && PackedDecision.allowed(packed) == record.allowed()
        && Objects.equals(error == null ? null : error.wireName(), record.error())
        && EngineCase.names(PackedDecision.privilegesUsed(packed)).equals(record.privilegesUsed());
  }
}
