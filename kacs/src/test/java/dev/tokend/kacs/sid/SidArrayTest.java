package dev.tokend.kacs.sid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokend.kacs.Generator;
import dev.tokend.kacs.Hex;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SidArrayTest {
  @Test
  void has_the_layout_of_the_specification() throws Exception {
    byte[] payload = Hex.bytes("01 00 00 00 0c 00 00 00 01 01 00 00 00 00 00 01 00 00 00 00 07 00 00 00");

    List<SidAndAttributes> groups = SidArray.readCounted(new ByteReader("groups", payload));

    assertThat(groups).containsExactly(new SidAndAttributes(WellKnown.EVERYONE, 7));
    ByteWriter out = new ByteWriter();
    SidArray.writeCounted(out, groups);
    assertThat(out.toByteArray()).isEqualTo(payload);
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "ff ff ff ff",
    "01 00 00 00",
    "02 00 00 00 0c 00 00 00 01 01 00 00 00 00 00 01 00 00 00 00 07 00 00 00",
    "01 00 00 00 0d 00 00 00 01 01 00 00 00 00 00 01 00 00 00 00 00 07 00 00 00",
    "01 00 00 00 08 00 00 00 01 01 00 00 00 00 00 01 00 00 00 00 07 00 00 00",
    "01 00 00 00 ff ff ff ff 01 01 00 00 00 00 00 01 00 00 00 00 07 00 00 00",
    "01 00 00 00 0c 00 00 00 01 01 00 00 00 00 00 01 00 00 00 00 07 00 00",
  })
  void refuses_lengths_and_counts_that_do_not_fit(String hex) {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> SidArray.readCounted(new ByteReader("groups", Hex.bytes(hex))));
  }

  @Test
  void unknown_attribute_bits_survive() {
    Generator.cases(300, random -> {
      List<SidAndAttributes> groups = RandomSids.groups(random, 12);
      ByteWriter out = new ByteWriter();
      SidArray.writeCounted(out, groups);
      ByteReader in = new ByteReader("groups", out.toByteArray());
      assertThat(SidArray.readCounted(in)).isEqualTo(groups);
      in.expectEnd();
    });
  }

  @Test
  void attributes_decide_what_a_group_matches() {
    SidAndAttributes group = new SidAndAttributes(WellKnown.USERS, 0);

    assertThat(group.matchesAllow()).isFalse();
    assertThat(group.matchesDeny()).isFalse();
    assertThat(group.withAttributes(GroupAttributes.ENABLED).matchesAllow()).isTrue();
    assertThat(group.withAttributes(GroupAttributes.ENABLED).matchesDeny()).isTrue();
    SidAndAttributes both = group.withAttributes(GroupAttributes.ENABLED | GroupAttributes.USE_FOR_DENY_ONLY);
    assertThat(both.matchesAllow()).isFalse();
    assertThat(both.matchesDeny()).isTrue();
    assertThat(group.withAttributes(GroupAttributes.USE_FOR_DENY_ONLY).matchesDeny()).isTrue();
  }

  @Test
  void a_logon_sid_needs_both_of_its_bits() {
    assertThat(new SidAndAttributes(Sid.logon(1), 0xC000_0007).isLogonId()).isTrue();
    assertThat(new SidAndAttributes(Sid.logon(1), 0x8000_0007).isLogonId()).isFalse();
    assertThat(new SidAndAttributes(Sid.logon(1), 0x4000_0007).isLogonId()).isFalse();
  }
}
