package dev.tokend.kacs.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.condition.Attributes;
import dev.tokend.kacs.condition.Condition;
import dev.tokend.kacs.condition.ConditionProgram;
import dev.tokend.kacs.condition.MembershipView;
import dev.tokend.kacs.condition.NaiveEvaluator;
import dev.tokend.kacs.condition.Side;
import dev.tokend.kacs.condition.Truth;
import dev.tokend.kacs.sddl.ConditionText;
import dev.tokend.kacs.sddl.InexpressibleException;
import dev.tokend.kacs.sddl.SddlStyle;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.provider.MethodSource;

/** Conditional expressions: bytecode to tree to text and back, and evaluation, which always has an answer. */
class ConditionFuzzTest {
  private static final List<Claim> CLAIMS = Seeds.claims();
  private static final Attributes ATTRIBUTES = Seeds.attributes();

  static List<byte[]> programs() {
    return Seeds.programs();
  }

  static List<byte[]> texts() {
    return Seeds.conditionTexts();
  }

  @MethodSource("programs")
  @FuzzTest
  void bytecode(byte[] input) throws MalformedException {
    Condition condition = Oracle.bytes(input, bytes -> Condition.decode(Bytes.of(bytes)));
    ConditionProgram program = ConditionProgram.of(Bytes.of(input));
    evaluates(program);
    agreesWithNaiveReading(input, program);
    if (condition == null) {
      return;
    }
    Bytes canonical = condition.encode();
    assertThat(Condition.decode(canonical)).isEqualTo(condition);
    sameAnswers(program, ConditionProgram.of(canonical));
    printsWithoutLoss(condition);
  }

  @MethodSource("texts")
  @FuzzTest
  @DictionaryFile(resourcePath = "sddl.dict")
  void text(byte[] input) throws MalformedException {
    Condition condition = Oracle.text(Oracle.textOf(input), ConditionText::parse);
    if (condition != null) {
      assertThat(printsWithoutLoss(condition)).as("text that was read can be printed").isTrue();
      assertThat(Condition.decode(condition.encode())).isEqualTo(condition);
      evaluates(ConditionProgram.of(condition));
    }
  }

  private static boolean printsWithoutLoss(Condition condition) throws MalformedException {
    try {
      for (SddlStyle style : SddlStyle.values()) {
        assertThat(ConditionText.parse(ConditionText.print(condition, style))).isEqualTo(condition);
      }
      return true;
    } catch (InexpressibleException e) {
      return false;
    }
  }

  private static void evaluates(ConditionProgram program) {
    for (Side side : Side.values()) {
      Truth answer = program.evaluate(side, ATTRIBUTES, Seeds.MEMBERS);
      assertThat(answer).isNotNull();
      if (program.defect() != null) {
        assertThat(answer).isEqualTo(Truth.UNKNOWN);
      }
    }
  }

  private static void agreesWithNaiveReading(byte[] input, ConditionProgram program) {
    Map<Integer, List<Claim>> claims = Map.of(0xF8, CLAIMS, 0xF9, CLAIMS, 0xFA, CLAIMS, 0xFB, CLAIMS);
    for (Side side : Side.values()) {
      Truth expected = NaiveEvaluator.evaluate(input, claims, side, (sid, device) ->
          device ? Seeds.MEMBERS.isDeviceMember(sid, side) : Seeds.MEMBERS.isMember(sid, side));
      assertThat(program.evaluate(side, ATTRIBUTES, Seeds.MEMBERS)).isEqualTo(expected);
    }
  }

  private static void sameAnswers(ConditionProgram one, ConditionProgram other) {
    for (Side side : Side.values()) {
      for (MembershipView members : List.of(Seeds.MEMBERS, MembershipView.UNDECIDED)) {
        assertThat(other.evaluate(side, ATTRIBUTES, members)).isEqualTo(one.evaluate(side, ATTRIBUTES, members));
      }
    }
  }
}
