package dev.tokend.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.sid.Sid;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SidNamesTest {
  @ParameterizedTest
  @CsvSource({
    "S-1-1-0, Everyone",
    "S-1-5-32-544, BUILTIN\\Administrators",
    "S-1-22-1-1000, Unix User\\1000",
    "S-1-5-21-1-2-3-512, Domain Admins",
    "S-1-5-5-0-999, Logon SID (SYSTEM session 999)",
    "S-1-16-8192, Mandatory Label\\Medium Mandatory Level"})
  void the_catalogue_names_it(String sid, String name) {
    assertThat(SidNames.local(SidForm.BOTH).name(Sid.of(sid))).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "S-1-5-5-0-1003", "S-1-5-21-1-2-3-1001", "S-1-5-21-1-2-3", "S-1-15-2-1-2-3-4-5-6-7", "S-1-16-9000", "S-1-99-1",
      "S-1-5-88-1-1000"})
  void what_could_be_any_of_its_kind_is_no_name(String sid) {
    assertThat(SidNames.local(SidForm.BOTH).name(Sid.of(sid))).isNull();
    assertThat(SidNames.local(SidForm.LABEL).text(Sid.of(sid))).isEqualTo(sid);
  }

  @Test
  void the_authority_knows_better_than_a_pattern() {
    Sid alice = Sid.unixUser(1000);
    SidNames names = SidNames.local(SidForm.BOTH).with(Map.of(alice, "alice"));
    assertThat(names.text(alice)).isEqualTo("alice (S-1-22-1-1000)");
  }

  @Test
  void each_unknown_sid_is_asked_for_once() {
    Sid alice = Sid.unixUser(1000);
    Sid logon = Sid.of("S-1-5-5-0-1003");
    List<Sid> sids = List.of(alice, Sid.of("S-1-1-0"), alice, logon);
    assertThat(SidNames.local(SidForm.LABEL).unknown(sids)).containsExactly(alice);
    assertThat(SidNames.local(SidForm.RAW).unknown(sids)).isEmpty();
  }

  @Test
  void raw_has_no_names() {
    assertThat(SidNames.local(SidForm.RAW).name(Sid.of("S-1-1-0"))).isNull();
  }
}
