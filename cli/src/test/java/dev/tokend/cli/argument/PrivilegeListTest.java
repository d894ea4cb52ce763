package dev.tokend.cli.argument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tokend.cli.command.UsageException;
import dev.tokend.kacs.catalog.Privilege;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrivilegeListTest {
  private static UsageException refused(String list) {
    return catchThrowableOfType(UsageException.class, () -> PrivilegeList.parse(list, "run"));
  }

  @ParameterizedTest
  @EnumSource(Privilege.class)
  void each_is_known_by_both_names_in_any_case_and_by_its_bit(Privilege privilege) throws UsageException {
    assertThat(PrivilegeList.parse(privilege.fullName(), "run")).isEqualTo(privilege.mask());
    assertThat(PrivilegeList.parse(privilege.shortName().toUpperCase(Locale.ROOT), "run"))
        .isEqualTo(privilege.mask());
    assertThat(PrivilegeList.bit(Integer.toString(privilege.bit()), "run")).isEqualTo(privilege.bit());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "all|ffffffffffffffff", "0x0|0", "0X800000|800000", "0xffffffffffffffff|ffffffffffffffff",
    "SeTcb,SeTcbPrivilege|80", "SeTcb, 23 ,SeDebug|900080", "63|8000000000000000", "0|1", "07|80"
  })
  void a_list_is_one_mask(String list, String mask) throws UsageException {
    assertThat(PrivilegeList.parse(list, "run")).isEqualTo(Long.parseUnsignedLong(mask, 16));
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", ",", "SeTcb,", ",SeTcb", "SeTcb,,SeDebug", "64", "100", "-1", "+1", "\u0663", "ALL", "SeTcb SeDebug"
  })
  void what_is_none_is_refused(String list) {
    assertThat(refused(list).what()).isEqualTo("unknown privilege");
    assertThat(refused(list).help()).isEqualTo("token help run");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x", "0xg", "0x-1", "0x+1", "0x10000000000000000", "0x80,SeTcb"})
  void a_mask_that_is_none_is_refused(String list) {
    assertThat(refused(list).what()).isEqualTo("bad mask of privileges");
  }

  @Test
  void a_missing_name_is_told_and_a_near_one_too() {
    assertThat(refused("SeTcb,").why()).isEqualTo("a name is missing between the commas");
    assertThat(refused("SeDebgu").near()).containsExactly("SeDebug");
    assertThat(refused("impersonate").near()).containsExactly("SeImpersonate");
  }
}
