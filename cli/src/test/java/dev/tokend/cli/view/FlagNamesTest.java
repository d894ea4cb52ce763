package dev.tokend.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.catalog.LogonType;
import org.junit.jupiter.api.Test;

class FlagNamesTest {
  @Test
  void a_constant_is_a_lower_case_word() {
    assertThat(FlagNames.word(LogonType.NETWORK_CLEARTEXT)).isEqualTo("network-cleartext");
  }

  @Test
  void half_of_the_logon_id_bits_are_no_logon_id() {
    assertThat(FlagNames.groupAttributes(0xC000_0007))
        .containsExactly("mandatory", "enabled-by-default", "enabled", "logon-id");
    assertThat(FlagNames.groupAttributes(0x8000_0000)).containsExactly("0x80000000");
  }

  @Test
  void no_bit_is_lost() {
    assertThat(FlagNames.groupAttributes(-1)).endsWith("logon-id", "0x1fffff80");
    assertThat(FlagNames.mandatoryPolicy(0x7)).containsExactly("no-write-up", "new-process-min", "0x4");
    assertThat(FlagNames.rights(0x0010_0003)).containsExactly("SYNCHRONIZE", "0x3");
    assertThat(FlagNames.privileges(1L << 63 | 1L << 36 | 1)).containsExactly(
        "bit-0", "bit-36", "SeBindPrivilegedPortPrivilege");
  }
}
