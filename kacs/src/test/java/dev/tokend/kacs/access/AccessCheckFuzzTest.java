package dev.tokend.kacs.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tokend.kacs.access.naive.RandomCases;
import dev.tokend.kacs.fuzz.Oracle;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

/** The access check on whatever descriptor and subject: it decides, always, and says the same in every form. */
class AccessCheckFuzzTest {
  static List<byte[]> requests() {
    return FuzzedRequest.seeds();
  }

  @MethodSource("requests")
  @FuzzTest
  void request(byte[] input) {
    AccessRequest request = Oracle.bytes(input, FuzzedRequest::of);
    if (request != null) {
      TraceReplayTest.assertReplays(request);
      AccessDecision decision = AccessCheck.check(request);
      assertThat(AgreementTest.packedAgrees(AccessCheck.granted(request), EngineCase.result(decision))).isTrue();
      assertThat(decision.allowed())
          .isEqualTo(decision.error() == null && (decision.want() & ~decision.granted()) == 0);
    }
  }

  /** Cases whose every choice is the fuzzer's, in the engine and in the naive reading of the specification. */
  @FuzzTest
  void agreement(byte[] input) throws Exception {
    AgreementTest.assertAgree("fuzzed case", RandomCases.next(new InputRandom(input)));
  }
}
