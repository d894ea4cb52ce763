package dev.tokend.kacs.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.access.naive.RandomCases;
import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.fuzz.Oracle;
import dev.tokend.kacs.sd.AccessMask;
import dev.tokend.kacs.sddl.AclSection;
import dev.tokend.kacs.sddl.ConditionText;
import dev.tokend.kacs.sddl.Sddl;
import dev.tokend.kacs.sid.WellKnown;
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

  static List<byte[]> policies() throws MalformedException {
    byte[] dacl = Sddl.parseAcl("D:(A;;FR;;;WD)(XD;;FW;;;WD;(@User.flag == 1))", AclSection.DACL).toByteArray();
    byte[] sacl = Sddl.parseAcl("S:(AU;SAFA;FA;;;WD)", AclSection.SACL).toByteArray();
    byte[] condition = ConditionText.parse("(@Resource.level > 1 || Member_of {SID(WD)})").encode().toByteArray();
    ByteWriter out = new ByteWriter().u8(1).i32(2);
    for (byte[] field : List.of(condition, dacl, sacl, dacl, sacl, new byte[0], dacl, new byte[0], sacl, dacl)) {
      out.i32(field.length).bytes(field);
    }
    return List.of(out.toByteArray());
  }

  /** A policy in the form in which it is handed over, asked about an object that is under it. */
  @MethodSource("policies")
  @FuzzTest
  void policy(byte[] input) throws MalformedException {
    CentralPolicy policy = Oracle.bytes(input, CentralPolicyReader::read);
    if (policy != null) {
      assertThat(policy.rules()).hasSizeLessThanOrEqualTo(CentralPolicyReader.MAX_RULES);
      PreparedDescriptor descriptor = PreparedDescriptor.of(
          Sddl.parse("O:SYD:(A;;FA;;;WD)S:(SP;;;;;S-1-17-1)(RA;;;;;WD;(\"level\",TI,0,2))"));
      Subject subject = Subject.builder().user(WellKnown.EVERYONE).build();
      TraceReplayTest.assertReplays(
          AccessRequest.of(subject, descriptor, AccessMask.MAXIMUM_ALLOWED, GenericMapping.FILE)
              .withPolicies(sid -> policy));
    }
  }

  /** Cases whose every choice is the fuzzer's, in the engine and in the naive reading of the specification. */
  @FuzzTest
  void agreement(byte[] input) throws Exception {
    AgreementTest.assertAgree("fuzzed case", RandomCases.next(new InputRandom(input)));
  }
}
