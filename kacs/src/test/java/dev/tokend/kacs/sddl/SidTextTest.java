package dev.tokend.kacs.sddl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.AccessRights;
import dev.tokend.kacs.catalog.AceFlag;
import dev.tokend.kacs.catalog.AceType;
import dev.tokend.kacs.catalog.DomainAlias;
import dev.tokend.kacs.catalog.ObjectType;
import dev.tokend.kacs.catalog.Right;
import dev.tokend.kacs.sid.Sid;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** SIDs and aliases, and that the two-letter codes are those of the catalogue and of the specification. */
class SidTextTest {
  private static final SidAliases ALL =
      new SidAliases(Sid.of("S-1-5-21-1-2-3"), Sid.of("S-1-5-21-4-5-6"), Sid.of("S-1-5-21-7-8-9"));

  static List<String[]> fixedAliases() {
    return Rows.table("/sddl/fixed-aliases.tsv");
  }

  @Test
  void the_table_of_fixed_aliases_is_complete() {
    assertThat(fixedAliases()).hasSize(50);
  }

  @ParameterizedTest
  @MethodSource("fixedAliases")
  void a_fixed_alias_is_its_sid_both_ways(String alias, String sid) throws MalformedException {
    assertThat(SidText.parse(alias)).isEqualTo(Sid.of(sid));
    assertThat(SidText.parse(alias.toLowerCase(Locale.ROOT))).isEqualTo(Sid.of(sid));
    assertThat(SidText.print(Sid.of(sid))).isEqualTo(alias);
    assertThat(SidText.parse(alias, ALL)).as("never taken for a domain-relative one").isEqualTo(Sid.of(sid));
  }

  @Test
  void there_are_no_other_fixed_aliases_but_one_that_is_only_read() throws MalformedException {
    List<String> known = fixedAliases().stream().map(row -> row[0]).toList();
    List<String> found = new ArrayList<>();
    for (char a = 'A'; a <= 'Z'; a++) {
      for (char b = 'A'; b <= 'Z'; b++) {
        try {
          SidText.parse("" + a + b);
          found.add("" + a + b);
        } catch (MalformedException expected) {
          assertThat(expected.offset()).isZero();
        }
      }
    }
    assertThat(found).containsAll(known).hasSize(known.size() + 1).contains("SH");
    Sid openSshUsers = Sid.of("S-1-5-32-585");
    assertThat(SidText.parse("SH")).isEqualTo(openSshUsers);
    assertThat(SidText.print(openSshUsers)).as("not in the specification's table").isEqualTo("S-1-5-32-585");
  }

  @ParameterizedTest
  @EnumSource(DomainAlias.class)
  void a_domain_alias_is_a_rid_below_its_base_and_is_never_printed(DomainAlias alias) throws MalformedException {
    String base =
        switch (alias.base()) {
          case MACHINE -> "S-1-5-21-1-2-3-";
          case DOMAIN -> "S-1-5-21-4-5-6-";
          case ROOT_DOMAIN -> "S-1-5-21-7-8-9-";
        };
    Sid sid = SidText.parse(alias.name(), ALL);
    assertThat(sid).isEqualTo(Sid.of(base + alias.rid()));
    assertThat(SidText.print(sid)).isEqualTo(base + alias.rid());
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> SidText.parse(alias.name()))
        .withMessageContaining("the alias " + alias.name() + " needs the SID of the");
  }

  @Test
  void the_domain_aliases_are_those_of_the_specification() throws MalformedException {
    assertThat(DomainAlias.values()).hasSize(17);
    String[] domain = {
      "DA512", "DU513", "DG514", "DC515", "DD516", "CA517", "PA520", "CN522", "AP525", "KA526", "RS553"
    };
    for (String row : domain) {
      assertThat(SidText.parse(row.substring(0, 2), ALL)).isEqualTo(Sid.of("S-1-5-21-4-5-6-" + row.substring(2)));
    }
    for (String row : new String[] {"RO498", "SA518", "EA519", "EK527"}) {
      assertThat(SidText.parse(row.substring(0, 2), ALL)).isEqualTo(Sid.of("S-1-5-21-7-8-9-" + row.substring(2)));
    }
    for (String row : new String[] {"LA500", "LG501"}) {
      assertThat(SidText.parse(row.substring(0, 2), ALL)).isEqualTo(Sid.of("S-1-5-21-1-2-3-" + row.substring(2)));
    }
  }

  @Test
  void a_sid_is_the_whole_text() throws MalformedException {
    assertThat(SidText.parse("S-1-0x0001000000ff-7").toString()).isEqualTo("S-1-0x0001000000ff-7");
    for (String text : List.of("", "B", "BAA", " BA", "BA ", "S-1-5-18 ", "S-1-5-18D:", "S-", "SID(BA)", "S-1-5-x")) {
      assertThatExceptionOfType(MalformedException.class).as(text).isThrownBy(() -> SidText.parse(text));
    }
  }

  @Test
  void the_codes_of_rights_are_those_of_the_catalogue() {
    int checked = 0;
    List<Right> rights = new ArrayList<>(AccessRights.common());
    for (ObjectType type : ObjectType.values()) {
      rights.addAll(AccessRights.of(type));
    }
    for (Right right : rights) {
      if (right.sddl() != null) {
        checked++;
        assertThat((int) TwoLetterCodes.right(right.sddl())).as(right.sddl()).isEqualTo(right.mask());
      }
    }
    assertThat(checked).isEqualTo(4 + 4 + 4 + 4 + 9);
    assertThat(TwoLetterCodes.label("NW")).isEqualTo(2);
    assertThat(TwoLetterCodes.label("NR")).isEqualTo(1);
    assertThat(TwoLetterCodes.label("NX")).isEqualTo(4);
  }

  @Test
  void the_codes_of_flags_and_types_are_those_of_the_catalogue() {
    for (AceFlag flag : AceFlag.values()) {
      assertThat(TwoLetterCodes.flag(flag.sddl())).as(flag.label()).isEqualTo(flag.value());
      assertThat(TwoLetterCodes.FLAGS).contains(flag.sddl());
    }
    for (AceType type : AceType.values()) {
      String code = AceTypeCode.of(type);
      if (code != null) {
        assertThat(AceTypeCode.parse(code)).isEqualTo(type);
      }
      if (type.sddl() != null && !type.sddl().equals("FL")) {
        assertThat(code).isEqualTo(type.sddl());
      }
    }
    assertThat(AceTypeCode.of(AceType.SYSTEM_ALARM_CALLBACK)).isEqualTo("XL");
    assertThat(AceTypeCode.of(AceType.SYSTEM_ALARM_CALLBACK_OBJECT)).isEqualTo("ZL");
  }
}
