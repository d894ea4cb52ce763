package dev.tokend.kacs.catalog;

import static dev.tokend.kacs.catalog.Table.orNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.Generator;
import dev.tokend.kacs.sid.RandomSids;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.WellKnown;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WellKnownSidsTest {
  static Stream<Arguments> exactRows() {
    return Table.rows("well-known-sids").stream().filter(row -> !row.get("sid").contains("{"))
        .map(row -> Arguments.of(row.get("sid"), row));
  }

  static Stream<Arguments> patternRows() {
    return Table.rows("well-known-sids").stream().filter(row -> row.get("sid").contains("{"))
        .map(row -> Arguments.of(row.get("sid"), row));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("exactRows")
  void knows(String text, Map<String, String> row) {
    Sid sid = Sid.of(text);
    assertThat(WellKnownSids.label(sid)).isEqualTo(row.get("label"));
    assertThat(WellKnownSids.description(sid)).isEqualTo(row.get("description"));
    assertThat(WellKnownSids.alias(sid)).isEqualTo(orNull(row.get("sddl_alias")));
    assertThat(WellKnownSids.byLabel(row.get("label"))).isEqualTo(sid);
    assertThat(WellKnownSids.byLabel(row.get("label").toUpperCase(Locale.ROOT))).isEqualTo(sid);
    assertThat(WellKnownSids.byLabel(row.get("label").toLowerCase(Locale.ROOT))).isEqualTo(sid);
    if (!row.get("sddl_alias").equals("-")) {
      assertThat(WellKnownSids.byAlias(row.get("sddl_alias"))).isEqualTo(sid);
      assertThat(WellKnownSids.byAlias(row.get("sddl_alias").toLowerCase(Locale.ROOT))).isEqualTo(sid);
    }
  }

  /** Fills each placeholder with a number that no exact row and no narrower pattern has. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("patternRows")
  void knows_what_fits(String pattern, Map<String, String> row) {
    Sid sid = Sid.of(pattern.replace("{domain}", "77777-77777-77777").replaceAll("\\{\\w+}", "77777"));
    String label = WellKnownSids.label(sid);
    assertThat(label).isNotNull().doesNotContain("{");
    assertThat(label).matches(
        Arrays.stream(row.get("label").split("\\{\\w+}", -1)).map(java.util.regex.Pattern::quote)
            .reduce((a, b) -> a + "77777(-77777)*" + b).orElseThrow());
    assertThat(WellKnownSids.description(sid)).isEqualTo(row.get("description"));
    assertThat(WellKnownSids.alias(sid)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "S-1-22-1-1000, Unix User\\1000",
    "S-1-22-2-4294967295, Unix Group\\4294967295",
    "S-1-5-90-0-3, Window Manager\\DWM-3",
    "S-1-5-90-0, Window Manager\\Window Manager Group",
    "S-1-5-80-1-2-3-4-5, NT SERVICE\\1-2-3-4-5",
    "S-1-5-83-1-1-2-3-4, NT VIRTUAL MACHINE\\1-2-3-4",
    "S-1-5-21-1-2-3-512, Domain Admins",
    "S-1-5-21-1-2-3-1104, Domain principal",
    "S-1-5-21-0-0-0-497, Claims Valid",
    "S-1-5-21-0-0-0-498, Enterprise Read-only Domain Controllers",
    "S-1-5-5-0-999, Logon SID (SYSTEM session 999)",
    "S-1-5-5-0-1000, Logon SID",
    "S-1-16-8192, Mandatory Label\\Medium Mandatory Level",
    "S-1-16-1, Mandatory Label",
    "S-1-19-512-4096, 'Process trust: Protected, Peios'",
    "S-1-19-512-4097, Process trust label",
    "S-1-15-2-1-2-3-4-5-6-7, Application package (Windows)",
  })
  void an_exact_row_wins_and_then_the_narrower_pattern(String sid, String label) {
    assertThat(WellKnownSids.label(Sid.of(sid))).isEqualTo(label);
  }

  @Test
  void the_last_part_of_a_label_is_enough_where_only_one_has_it() {
    assertThat(WellKnownSids.byLabel("administrators")).isEqualTo(WellKnown.ADMINISTRATORS);
    assertThat(WellKnownSids.byLabel("System")).isEqualTo(WellKnown.SYSTEM);
    assertThat(WellKnownSids.byLabel("local")).isEqualTo(WellKnown.LOCAL);
    for (Arguments row : exactRows().toList()) {
      String label = (String) ((Map<?, ?>) row.get()[1]).get("label");
      String last = label.substring(label.lastIndexOf('\\') + 1);
      List<?> sameEnd = exactRows().map(other -> (String) ((Map<?, ?>) other.get()[1]).get("label"))
          .filter(other -> other.substring(other.lastIndexOf('\\') + 1).equalsIgnoreCase(last)).toList();
      if (sameEnd.size() == 1) {
        assertThat(WellKnownSids.byLabel(last)).hasToString((String) row.get()[0]);
      }
    }
  }

  @Test
  void does_not_know_everything() {
    assertThat(WellKnownSids.label(Sid.of("S-1-99-1"))).isNull();
    assertThat(WellKnownSids.description(Sid.of("S-1-99-1"))).isNull();
    assertThat(WellKnownSids.label(Sid.of("S-1-22-1-1-1"))).isNull();
    assertThat(WellKnownSids.label(Sid.of("S-1-5-21-1-2"))).isNull();
    assertThat(WellKnownSids.byLabel("nobody in particular")).isNull();
    assertThat(WellKnownSids.byAlias("XX")).isNull();
    assertThat(WellKnownSids.byAlias("DA")).isNull();
  }

  @Test
  void domain_aliases_and_patterns_agree() {
    for (DomainAlias alias : DomainAlias.values()) {
      assertThat(WellKnownSids.label(Sid.of(5, 21, 1, 2, 3, alias.rid()))).isEqualTo(alias.label());
    }
  }

  @Test
  void takes_any_sid() {
    Generator.cases(5000, random -> {
      Sid sid = RandomSids.sid(random);
      String label = WellKnownSids.label(sid);
      assertThat(label == null).isEqualTo(WellKnownSids.description(sid) == null);
      if (label != null) {
        assertThat(label).doesNotContain("{");
      }
    });
  }

  @Test
  void the_constants_of_the_library_are_in_the_table() throws Exception {
    List<String> sids = Table.rows("well-known-sids").stream().map(row -> row.get("sid")).toList();
    for (var field : WellKnown.class.getFields()) {
      assertThat(Modifier.isFinal(field.getModifiers())).isTrue();
      assertThat(sids).as(field.getName()).contains(field.get(null).toString());
    }
  }
}
