package dev.tokend.kacs.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.Generator;
import dev.tokend.kacs.access.naive.RandomCases;
import org.junit.jupiter.api.Test;

/** The trace is the decision: it changes nothing, and everything can be computed from it. */
class TraceReplayTest {
  @Test
  void a_replayed_trace_gives_the_decision_of_random_cases() {
    Generator.cases(100_000, random -> assertReplays(EngineCase.request(RandomCases.next(random))));
  }

  @Test
  void a_replayed_trace_gives_the_decision_of_every_vector() throws Exception {
    for (VectorCase vector : VectorCase.all()) {
      if (vector.isWellFormed()) {
        assertReplays(vector.request());
      }
    }
  }

  /** Fails unless the request is decided alike with and without a trace, and the trace tells the decision. */
  static void assertReplays(AccessRequest request) {
    RecordingTrace trace = new RecordingTrace();
    AccessDecision traced = AccessCheck.check(request, trace);
    assertThat(traced).isEqualTo(AccessCheck.check(request));

    Explanation explanation = Explanation.of(trace.events());
    assertThat(explanation.allowed()).isEqualTo(traced.allowed());
    assertThat(explanation.granted()).isEqualTo(traced.nodeGranted());
    assertThat(explanation.refusal() == null ? null : explanation.refusal().error()).isEqualTo(traced.error());
    int accounted = 0;
    for (BitVerdict verdict : explanation.verdicts()) {
      accounted |= verdict.bit();
      assertThat(verdict.granted()).as("%s", verdict).isEqualTo((traced.granted() & verdict.bit()) != 0);
      assertThat(verdict.because() != null)
          .isEqualTo(verdict.cause() instanceof Cause.NotGrantedTo || isReadRule(verdict));
      if (verdict.because() != null) {
        assertThat(verdict.because().granted()).as("%s", verdict).isFalse();
      }
    }
    assertThat(accounted).isEqualTo(traced.want());
  }

  private static boolean isReadRule(BitVerdict verdict) {
    return verdict.cause() instanceof Cause.ByPolicyRule;
  }
}
