package dev.tokend.kacs.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokend.kacs.Generator;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.condition.ConditionProgram;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sddl.ConditionText;
import dev.tokend.kacs.sid.WellKnown;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CentralPolicyReaderTest {
  private static final byte[] NONE = {};
  private static final byte[] DACL = Acl.of(Ace.allow(1, WellKnown.EVERYONE)).toByteArray();
  private static final byte[] SACL = Acl.EMPTY.toByteArray();

  @Test
  void every_field_of_a_rule_is_read() throws MalformedException {
    byte[] condition = ConditionText.parse("(@User.level == 1)").encode().toByteArray();
    CentralPolicy policy = CentralPolicyReader.read(policy(2,
        condition, DACL, SACL, SACL, DACL,
        NONE, DACL, NONE, NONE, NONE));

    PolicyRule full = policy.rules().get(0);
    assertThat(full.appliesTo()).isNotNull();
    assertThat(full.dacl().acl()).isEqualTo(Acl.parse(DACL));
    assertThat(full.sacl().acl()).isEqualTo(Acl.parse(SACL));
    assertThat(full.stagedDacl().acl()).isEqualTo(Acl.parse(SACL));
    assertThat(full.stagedSacl().acl()).isEqualTo(Acl.parse(DACL));
    PolicyRule plain = policy.rules().get(1);
    assertThat(plain.appliesTo()).isNull();
    assertThat(plain.sacl()).isNull();
    assertThat(plain.stagedDacl()).isNull();
    assertThat(plain.stagedSacl()).isNull();
  }

  @Test
  void a_policy_may_have_no_rules() throws MalformedException {
    assertThat(CentralPolicyReader.read(policy(0)).rules()).isEmpty();
  }

  @Test
  void what_breaks_a_rule_of_the_format_is_refused() {
    byte[] wrongVersion = policy(0);
    wrongVersion[0] = 2;
    assertRefused(wrongVersion);
    assertRefused(NONE);
    assertRefused(policy(257));
    assertRefused(policy(1));
    assertRefused(policy(1, NONE, NONE, NONE, NONE, NONE));
    assertRefused(policy(0, NONE));
    assertRefused(policy(1, new byte[] {'a', 'r', 't', 'x'}, DACL, NONE, NONE, NONE));
    assertRefused(policy(1, NONE, new byte[] {2, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0}, NONE, NONE, NONE));
    assertRefused(policy(1, NONE, Arrays.copyOf(DACL, DACL.length + 4), NONE, NONE, NONE));
    assertRefused(new byte[CentralPolicyReader.MAX_SIZE + 1]);
    assertRefused(policy(1, new byte[ConditionProgram.MAX_POLICY_SIZE + 4], DACL, NONE, NONE, NONE));
  }

  @Test
  void the_limits_themselves_are_allowed() throws MalformedException {
    byte[][] fields = new byte[5 * CentralPolicyReader.MAX_RULES][];
    for (int field = 0; field < fields.length; field++) {
      fields[field] = field % 5 == 1 ? DACL : NONE;
    }
    assertThat(CentralPolicyReader.read(policy(CentralPolicyReader.MAX_RULES, fields)).rules())
        .hasSize(CentralPolicyReader.MAX_RULES);

    // Four rules with large conditions, and a fifth whose condition fills the policy to its limit.
    byte[] condition = ConditionText.parse("(@User.level == 1)").encode().toByteArray();
    byte[][] large = new byte[5 * 5][];
    int left = CentralPolicyReader.MAX_SIZE - 5 - 4 * large.length - 5 * DACL.length;
    for (int field = 0; field < large.length; field++) {
      large[field] = field % 5 == 1 ? DACL : NONE;
      if (field % 5 == 0) {
        large[field] = Arrays.copyOf(condition, Math.min(left, 60_000));
        left -= large[field].length;
      }
    }
    byte[] largest = policy(5, large);
    assertThat(largest).hasSize(CentralPolicyReader.MAX_SIZE);
    assertThat(CentralPolicyReader.read(largest).rules()).hasSize(5);
  }

  @Test
  void the_offset_of_a_fault_counts_from_the_start_of_the_policy() {
    // Version, count, empty applies_to, length of the DACL; its size field is two bytes further on.
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> CentralPolicyReader.read(policy(1, NONE, new byte[] {2, 0, 7, 0, 0, 0, 0, 0}, NONE, NONE)))
        .matches(e -> e.offset() == 1 + 4 + 4 + 4 + 2);
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> CentralPolicyReader.read(policy(1, new byte[] {'a', 'r', 't', 'y'}, DACL, NONE, NONE)))
        .matches(e -> e.offset() == 1 + 4 + 4);
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> CentralPolicyReader.read(
            policy(1, new byte[] {'a', 'r', 't', 'x', 0x7F}, DACL, NONE, NONE, NONE)))
        .matches(e -> e.offset() == 1 + 4 + 4 + 4);
  }

  @Test
  void any_bytes_give_a_policy_or_a_malformed_exception() {
    byte[] good = policy(1, NONE, DACL, SACL, NONE, NONE);
    Generator.cases(20_000, random -> {
      byte[] bytes = random.nextBoolean() ? Generator.mutate(random, good) : Generator.bytes(random, 100);
      try {
        assertThat(CentralPolicyReader.read(bytes).rules().size()).isLessThanOrEqualTo(256);
      } catch (MalformedException e) {
        assertThat(e.offset()).isBetween(0, Math.max(bytes.length, 0));
      }
    });
  }

  private static void assertRefused(byte[] bytes) {
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> CentralPolicyReader.read(bytes));
  }

  private static byte[] policy(int rules, byte[]... fields) {
    ByteWriter out = new ByteWriter().u8(1).i32(rules);
    for (byte[] field : fields) {
      out.i32(field.length).bytes(field);
    }
    return out.toByteArray();
  }
}
