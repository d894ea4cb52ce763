package dev.tokend.kacs.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import dev.tokend.kacs.Generator;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.sid.Sid;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConditionProgramTest {
  /** {@code @User.clearance == 3}, which is TRUE. */
  private static final Bytes C =
      Examples.bytes("f91200000063006c0065006100720061006e0063006500040300000000000000030280");

  static List<Examples.Worked> worked() {
    return Examples.worked();
  }

  static List<Examples.Program> malformedPrograms() {
    return Examples.malformedPrograms();
  }

  @Test
  void the_tables_are_complete() {
    assertThat(worked()).hasSize(20);
    assertThat(malformedPrograms()).hasSize(27);
  }

  @ParameterizedTest
  @MethodSource("worked")
  void a_worked_example_gives_its_result_on_both_sides(Examples.Worked example) {
    assertThat(SampleToken.evaluate(example.bytecode(), Side.ALLOW)).isEqualTo(example.allow());
    assertThat(SampleToken.evaluate(example.bytecode(), Side.DENY)).isEqualTo(example.deny());
  }

  @ParameterizedTest
  @MethodSource("worked")
  void a_worked_example_survives_decoding_and_encoding(Examples.Worked example) throws MalformedException {
    assertThat(Condition.decode(example.bytecode()).encode()).isEqualTo(example.bytecode());
  }

  @ParameterizedTest
  @MethodSource("malformedPrograms")
  void a_borderline_program_gives_its_result_on_both_sides(Examples.Program program) {
    assertThat(SampleToken.evaluate(program.bytecode(), Side.ALLOW)).isEqualTo(program.result());
    assertThat(SampleToken.evaluate(program.bytecode(), Side.DENY)).isEqualTo(program.result());
  }

  @ParameterizedTest
  @MethodSource("malformedPrograms")
  void a_borderline_program_is_a_policy_condition_only_if_it_is_well_formed(Examples.Program program) {
    ConditionProgram prepared = ConditionProgram.of(program.bytecode());
    if (program.result() == Truth.TRUE) {
      assertThat(prepared.defect()).isNull();
    } else {
      assertThat(prepared.defect()).isNotNull();
      assertThatExceptionOfType(MalformedException.class)
          .isThrownBy(() -> ConditionProgram.forPolicy(program.bytecode()))
          .satisfies(e -> assertThat(e.offset()).isBetween(0, program.bytecode().size()));
    }
  }

  @Test
  void a_policy_condition_must_not_be_a_bare_attribute_or_too_large() {
    Bytes bare = new AttributeReference(AttributeNamespace.USER, "clearance").encode();
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> ConditionProgram.forPolicy(bare));
    byte[] huge = java.util.Arrays.copyOf(join("", C, 1, ""), 65537);
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> ConditionProgram.forPolicy(Bytes.of(huge)))
        .satisfies(e -> assertThat(e.offset()).isEqualTo(65536));
  }

  @Test
  void many_results_joined_two_at_a_time_keep_the_stack_small() {
    ByteWriter out = new ByteWriter().bytes(join("", C, 1, ""));
    for (int i = 0; i < 1100; i++) {
      C.writeTo(out);
      out.u8(0xA1);
    }
    assertBoth(out.toByteArray(), Truth.TRUE);
  }

  @Test
  void the_stack_holds_1024_entries_and_no_more() {
    assertBoth(join("", C, 1025, "a1".repeat(1024)), Truth.UNKNOWN);
    assertBoth(join("", C, 1023, "a1".repeat(1022)), Truth.TRUE);
    assertBoth(join("", C, 1023, "a0".repeat(1022)), Truth.TRUE);
  }

  @Test
  void a_deep_stack_keeps_all_three_truth_values() {
    Bytes unknown = Examples.bytes("f9020000006e00" + "040300000000000000030280");
    Bytes no = Examples.bytes("f9020000006e0087");
    for (int depth : new int[] {1, 2, 62, 63, 64, 65, 66, 300}) {
      assertBoth(joinMixed(depth, unknown, C, "a0"), Truth.UNKNOWN);
      assertBoth(joinMixed(depth, no, C, "a0"), Truth.FALSE);
      assertBoth(joinMixed(depth, no, C, "a1"), Truth.TRUE);
      assertBoth(joinMixed(depth, unknown, no, "a1"), Truth.UNKNOWN);
    }
  }

  @Test
  void composites_nest_64_deep_and_no_deeper() {
    assertBoth(nestedTwice(64), Truth.TRUE);
    assertBoth(nestedTwice(65), Truth.UNKNOWN);
  }

  @Test
  void nested_lists_compare_in_linear_time() {
    // Each level of the literal doubles the work of an evaluator that compares sub-lists more than once (E13).
    ByteWriter out = new ByteWriter().i32(Bytecode.MAGIC);
    for (int i = 0; i < 2; i++) {
      out.bytes(nested(64, i == 0 ? "a" : "b"));
    }
    assertBoth(out.u8(0x86).toByteArray(), Truth.FALSE);
  }

  @Test
  void a_long_chain_of_negations_is_evaluated_without_recursion() {
    assertBoth(join("", C, 1, "a2".repeat(60000)), Truth.TRUE);
    assertBoth(join("", C, 1, "a2".repeat(60001)), Truth.FALSE);
  }

  @Test
  void a_length_field_beyond_the_end_allocates_nothing() {
    for (String token : List.of("10", "18", "50", "51", "f8")) {
      assertBoth(Examples.bytes("61727478" + token + "feffffff" + "00").toByteArray(), Truth.UNKNOWN);
      assertBoth(Examples.bytes("61727478" + token + "feffff7f" + "00").toByteArray(), Truth.UNKNOWN);
    }
  }

  @Test
  void evaluation_allocates_no_more_than_its_stack() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    List<ConditionProgram> programs = worked().stream().map(e -> ConditionProgram.of(e.bytecode())).toList();
    int rounds = 2000;
    long before = 0;
    for (int i = 0; i < 2 * rounds; i++) {
      if (i == rounds) {
        before = threads.getCurrentThreadAllocatedBytes();
      }
      for (int p = 0; p < programs.size(); p++) {
        programs.get(p).evaluate(Side.ALLOW, SampleToken.ATTRIBUTES, SampleToken.MEMBERS);
      }
    }
    long each = (threads.getCurrentThreadAllocatedBytes() - before) / ((long) rounds * programs.size());
    assertThat(each).as("bytes for one evaluation").isLessThanOrEqualTo(64);
  }

  @Test
  void policy_conditions_have_no_members() {
    Condition empty = new Condition.Membership(MembershipOperator.MEMBER_OF, new CompositeLiteral(List.of()));
    Condition someone =
        new Condition.Membership(MembershipOperator.NOT_DEVICE_MEMBER_OF_ANY, new Literal.SidValue(Sid.of("S-1-1-0")));
    Condition any =
        new Condition.Membership(MembershipOperator.MEMBER_OF_ANY, new Literal.SidValue(Sid.of("S-1-1-0")));
    assertThat(undecided(empty)).isEqualTo(Truth.TRUE);
    assertThat(undecided(someone)).isEqualTo(Truth.UNKNOWN);
    assertThat(undecided(any)).isEqualTo(Truth.UNKNOWN);
  }

  @Test
  void the_engine_and_a_naive_reading_of_the_specification_agree() {
    Generator.cases(30_000, random -> {
      byte[] program = RandomConditions.program(random);
      Side side = random.nextBoolean() ? Side.ALLOW : Side.DENY;
      List<Claim> user = RandomConditions.claims(random);
      List<Claim> device = RandomConditions.claims(random);
      List<Claim> resource = RandomConditions.claims(random);
      List<Claim> local = RandomConditions.claims(random);
      long salt = random.nextLong();
      MembershipView members =
          new MembershipView() {
            @Override
            public Truth isMember(Sid sid, Side asked) {
              return Truth.values()[Math.floorMod(sid.hashCode() ^ salt ^ asked.ordinal(), 3)];
            }

            @Override
            public Truth isDeviceMember(Sid sid, Side asked) {
              return Truth.values()[Math.floorMod(sid.hashCode() ^ (salt >> 7) ^ asked.ordinal(), 3)];
            }
          };
      Truth expected =
          NaiveEvaluator.evaluate(
              program,
              Map.of(0xF8, local, 0xF9, user, 0xFA, resource, 0xFB, device),
              side,
              (sid, deviceAsked) -> deviceAsked ? members.isDeviceMember(sid, side) : members.isMember(sid, side));
      Attributes attributes =
          new Attributes(
              AttributeSet.of(user), AttributeSet.of(device), AttributeSet.of(resource), AttributeSet.of(local));
      ConditionProgram prepared = ConditionProgram.of(Bytes.of(program));
      assertThat(prepared.evaluate(side, attributes, members)).isEqualTo(expected);
      assertThat(prepared.evaluate(side, attributes, members)).as("a second time").isEqualTo(expected);
    });
  }

  private static Truth undecided(Condition condition) {
    return ConditionProgram.of(condition).evaluate(Side.DENY, Attributes.NONE, MembershipView.UNDECIDED);
  }

  private static void assertBoth(byte[] program, Truth expected) {
    assertThat(SampleToken.evaluate(Bytes.of(program), Side.ALLOW)).isEqualTo(expected);
    assertThat(SampleToken.evaluate(Bytes.of(program), Side.DENY)).isEqualTo(expected);
  }

  private static byte[] join(String before, Bytes repeated, int times, String after) {
    ByteWriter out = new ByteWriter().i32(Bytecode.MAGIC).bytes(Examples.bytes(before).toByteArray());
    for (int i = 0; i < times; i++) {
      repeated.writeTo(out);
    }
    return out.bytes(Examples.bytes(after).toByteArray()).toByteArray();
  }

  /** The first, then {@code depth} times the others, all on the stack before they are joined. */
  private static byte[] joinMixed(int depth, Bytes first, Bytes others, String operator) {
    ByteWriter out = new ByteWriter().i32(Bytecode.MAGIC);
    first.writeTo(out);
    for (int i = 0; i < depth; i++) {
      others.writeTo(out);
    }
    return out.bytes(Examples.bytes(operator.repeat(depth)).toByteArray()).toByteArray();
  }

  private static byte[] nestedTwice(int depth) {
    byte[] literal = nested(depth, "");
    return new ByteWriter().i32(Bytecode.MAGIC).bytes(literal).bytes(literal).u8(0x80).toByteArray();
  }

  private static byte[] nested(int depth, String innermost) {
    ByteWriter out = new ByteWriter();
    int size = 5 + 2 * innermost.length() + 5 * (depth - 1);
    for (int i = 0; i < depth; i++) {
      out.u8(0x50).i32(size - 5 * i);
    }
    out.u8(0x10).i32(2 * innermost.length());
    for (int i = 0; i < innermost.length(); i++) {
      out.u16(innermost.charAt(i));
    }
    return out.toByteArray();
  }
}
