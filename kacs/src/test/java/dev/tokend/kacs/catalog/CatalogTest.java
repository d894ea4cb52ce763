package dev.tokend.kacs.catalog;

import static dev.tokend.kacs.catalog.Table.list;
import static dev.tokend.kacs.catalog.Table.number;
import static dev.tokend.kacs.catalog.Table.orNull;
import static dev.tokend.kacs.catalog.Table.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.SharedFiles;
import dev.tokend.kacs.sid.Sid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of every table against what was generated from it. */
class CatalogTest {
  static Stream<String> tables() {
    return Table.NAMES.stream();
  }

  @ParameterizedTest
  @MethodSource("tables")
  void the_table_is_the_shared_one(String name) throws Exception {
    SharedFiles.assertSame(Table.resource(name), "catalog/" + name + ".tsv");
  }

  @Test
  void there_is_no_table_that_these_tests_forget() throws Exception {
    try (var files = java.nio.file.Files.list(java.nio.file.Path.of(
        CatalogTest.class.getResource(Table.resource("errno")).toURI()).getParent())) {
      assertThat(files.map(file -> file.getFileName().toString()).filter(file -> file.endsWith(".tsv")))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(tables(), Stream.of("errno-additions")).map(name -> name + ".tsv").toList());
    }
  }

  @Test
  void privileges() {
    List<Map<String, String>> rows = rows("privileges");
    assertThat(Privilege.values()).hasSameSizeAs(rows);
    long all = 0;
    for (Map<String, String> row : rows) {
      Privilege privilege = Privilege.byBit(number(row, "bit"));
      assertThat(privilege).as(row.toString()).isNotNull();
      assertThat(privilege.fullName()).isEqualTo(row.get("name"));
      assertThat(privilege.shortName()).isEqualTo(row.get("short_name"));
      assertThat(privilege.category()).isEqualTo(row.get("category"));
      assertThat(privilege.description()).isEqualTo(row.get("description"));
      assertThat(privilege.mask()).isEqualTo(1L << privilege.bit());
      assertThat(privilege.linuxCapabilities()).isEqualTo(capabilities(list(row.get("linux_capabilities"))));
      assertThat(Privilege.byName(row.get("name").toUpperCase(Locale.ROOT))).isSameAs(privilege);
      assertThat(Privilege.byName(row.get("short_name").toLowerCase(Locale.ROOT))).isSameAs(privilege);
      assertThat(privilege.name().replace("_", "")).isEqualToIgnoringCase(row.get("short_name"));
      all |= privilege.mask();
    }
    assertThat(Privilege.ALL).isEqualTo(all).isEqualTo(0xC000_000F_FFFF_FFFCL);
    assertThat(Privilege.byBit(0)).isNull();
    assertThat(Privilege.byBit(64)).isNull();
    assertThat(Privilege.byName("SeNothing")).isNull();
  }

  private static long capabilities(List<String> names) {
    return names.stream().mapToLong(name -> 1L << LinuxCapability.byName(name).value()).reduce(0, (a, b) -> a | b);
  }

  @Test
  void linux_capabilities() {
    List<Map<String, String>> rows = rows("linux-capabilities");
    assertThat(LinuxCapability.values()).hasSameSizeAs(rows);
    for (Map<String, String> row : rows) {
      LinuxCapability capability = LinuxCapability.byValue(number(row, "number"));
      assertThat(capability.label()).isEqualTo(row.get("name")).isEqualTo(capability.name());
      assertThat(capability.rule().name()).isEqualToIgnoringCase(row.get("kacs_class"));
      assertThat(capability.kacsPrivileges()).isEqualTo(privileges(list(row.get("kacs_privileges"))));
      assertThat(capability.derivedPrivileges()).isEqualTo(privileges(list(row.get("derived_privileges"))));
      assertThat(LinuxCapability.byName(row.get("name").toLowerCase(Locale.ROOT))).isSameAs(capability);
      assertThat(capability.description()).isNotEmpty();
    }
  }

  private static long privileges(List<String> names) {
    return names.stream().mapToLong(name -> Privilege.byName(name).mask()).reduce(0, (a, b) -> a | b);
  }

  @Test
  void derivation_is_the_same_from_either_side() {
    for (Privilege privilege : Privilege.values()) {
      for (LinuxCapability capability : LinuxCapability.values()) {
        boolean gives = (privilege.linuxCapabilities() & 1L << capability.value()) != 0;
        boolean given = (capability.derivedPrivileges() & privilege.mask()) != 0;
        assertThat(gives).as(capability + " and " + privilege).isEqualTo(given);
      }
    }
  }

  @Test
  void query_classes() {
    List<Map<String, String>> rows = rows("query-classes");
    assertThat(QueryClass.values()).hasSameSizeAs(rows).hasSize(24);
    for (Map<String, String> row : rows) {
      QueryClass queryClass = QueryClass.byNumber(number(row, "id"));
      assertThat(queryClass.number()).isEqualTo(number(row, "id"));
      assertThat(queryClass.className()).isEqualTo(row.get("name"));
      assertThat(queryClass.kacsName()).isEqualTo(row.get("kacs_name"));
      assertThat(queryClass.aliases()).isEqualTo(list(row.get("aliases")));
      assertThat(queryClass.payload().name().replace('_', '-')).isEqualToIgnoringCase(row.get("payload"));
      assertThat(queryClass.description()).isEqualTo(row.get("description"));
      for (String name : queryClass.aliases()) {
        assertThat(QueryClass.byName(name)).as(name).isSameAs(queryClass);
        assertThat(QueryClass.byName(name.toUpperCase(Locale.ROOT))).as(name).isSameAs(queryClass);
      }
      assertThat(QueryClass.byName(row.get("name"))).isSameAs(queryClass);
      assertThat(QueryClass.byName(row.get("kacs_name"))).isSameAs(queryClass);
    }
    assertThat(QueryClass.byNumber(0)).isNull();
    assertThat(QueryClass.byNumber(25)).isNull();
    assertThat(QueryClass.byName("")).isNull();
  }

  @Test
  void token_types() {
    check("token-types", "value", TokenType.values(), (row, type) -> {
      assertThat(type.value()).isEqualTo(number(row, "value"));
      assertThat(type.label()).isEqualTo(row.get("name"));
      assertThat(type.kacsConstant()).isEqualTo(row.get("kacs_constant"));
      assertThat(type.windowsConstant()).isEqualTo(row.get("windows_constant"));
      assertThat(type.description()).isEqualTo(row.get("description"));
      assertThat(TokenType.byValue(type.value())).isSameAs(type);
      assertThat(TokenType.byName(row.get("name").toUpperCase(Locale.ROOT))).isSameAs(type);
    });
  }

  @Test
  void elevation_types() {
    check("elevation-types", "value", ElevationType.values(), (row, type) -> {
      assertThat(type.value()).isEqualTo(number(row, "value"));
      assertThat(type.label()).isEqualTo(row.get("name"));
      assertThat(type.kacsConstant()).isEqualTo(row.get("kacs_constant"));
      assertThat(type.windowsConstant()).isEqualTo(row.get("windows_constant"));
      assertThat(type.description()).isEqualTo(row.get("description"));
      assertThat(ElevationType.byValue(type.value())).isSameAs(type);
    });
  }

  @Test
  void impersonation_levels() {
    check("impersonation-levels", "value", ImpersonationLevel.values(), (row, level) -> {
      assertThat(level.value()).isEqualTo(number(row, "value")).isEqualTo(level.ordinal());
      assertThat(level.label()).isEqualTo(row.get("name"));
      assertThat(level.kacsConstant()).isEqualTo(row.get("kacs_constant"));
      assertThat(level.windowsConstant()).isEqualTo(row.get("windows_constant"));
      assertThat(level.description()).isEqualTo(row.get("description"));
      assertThat(ImpersonationLevel.byValue(level.value())).isSameAs(level);
    });
  }

  @Test
  void integrity_levels() {
    check("integrity-levels", "rid", IntegrityLevel.values(), (row, level) -> {
      assertThat(level.value()).isEqualTo(number(row, "rid")).isEqualTo(number(row, "value_hex"));
      assertThat(level.label()).isEqualTo(row.get("name"));
      assertThat(level.sid()).hasToString(row.get("sid"));
      assertThat(level.sddl()).isEqualTo(orNull(row.get("sddl_alias")));
      assertThat(level.definedByKacs()).isEqualTo(row.get("defined_by").equals("kacs"));
      assertThat(level.description()).isEqualTo(row.get("description"));
      assertThat(IntegrityLevel.byValue(level.value())).isSameAs(level);
    });
    assertThat(IntegrityLevel.byValue(1)).isNull();
  }

  @Test
  void logon_types() {
    check("logon-types", "value", LogonType.values(), (row, type) -> {
      assertThat(type.value()).isEqualTo(number(row, "value"));
      assertThat(type.label()).isEqualTo(row.get("name"));
      assertThat(type.validInKacs()).isEqualTo(!row.get("kacs_constant").equals("-"));
      assertThat(type.kacsConstant()).isEqualTo(orNull(row.get("kacs_constant")));
      assertThat(type.groupSids()).extracting(Sid::toString).isEqualTo(list(row.get("group_sids")));
      assertThat(type.description()).isEqualTo(row.get("description"));
      assertThat(LogonType.byValue(type.value())).isSameAs(type);
    });
    assertThat(LogonType.byValue(1)).isNull();
  }

  @Test
  void mandatory_policies() {
    check("mandatory-policies", "value_hex", MandatoryPolicyFlag.values(), (row, flag) -> {
      assertThat(flag.value()).isEqualTo(number(row, "value_hex"));
      assertThat(flag.label()).isEqualTo(row.get("name"));
      assertThat(flag.kacsConstant()).isEqualTo(row.get("kacs_constant"));
      assertThat(flag.windowsConstant()).isEqualTo(row.get("windows_constant"));
      assertThat(flag.description()).isEqualTo(row.get("description"));
      assertThat(MandatoryPolicyFlag.byValue(flag.value())).isSameAs(flag);
    });
  }

  @Test
  void audit_policies() {
    check("audit-policies", "value_hex", AuditPolicyFlag.values(), (row, flag) -> {
      assertThat(flag.value()).isEqualTo(number(row, "value_hex"));
      assertThat(flag.label()).isEqualTo(row.get("name"));
      assertThat(flag.kacsConstant()).isEqualTo(row.get("kacs_constant"));
      assertThat(flag.description()).isEqualTo(row.get("description"));
      assertThat(AuditPolicyFlag.byValue(flag.value())).isSameAs(flag);
    });
  }

  @Test
  void privilege_attributes() {
    check("privilege-attributes", "value_hex", PrivilegeAttribute.values(), (row, attribute) -> {
      assertThat(attribute.value()).isEqualTo(number(row, "value_hex"));
      assertThat(attribute.label()).isEqualTo(row.get("name"));
      assertThat(attribute.kacsConstant()).isEqualTo(orNull(row.get("kacs_constant")));
      assertThat(attribute.description()).isEqualTo(row.get("description"));
      assertThat(PrivilegeAttribute.byValue(attribute.value())).isSameAs(attribute);
    });
  }

  @Test
  void group_attributes() {
    check("group-attributes", "value_hex", GroupAttribute.values(), (row, attribute) -> {
      assertThat(attribute.value()).isEqualTo(number(row, "value_hex"));
      assertThat(attribute.label()).isEqualTo(row.get("name"));
      assertThat(attribute.display()).isEqualTo(row.get("label"));
      assertThat(attribute.description()).isEqualTo(row.get("description"));
      assertThat(GroupAttribute.byValue(attribute.value())).isSameAs(attribute);
      assertThat(GroupAttribute.byName(attribute.name())).isSameAs(attribute);
    });
  }

  @Test
  void ace_types() {
    check("ace-types", "value_hex", AceType.values(), (row, type) -> {
      assertThat(type.value()).isEqualTo(number(row, "value_hex")).isEqualTo(type.ordinal());
      assertThat(type.label()).isEqualTo(row.get("name")).isEqualTo(type.name() + "_ACE_TYPE");
      assertThat(type.sddl()).isEqualTo(orNull(row.get("sddl")));
      assertThat(type.layout().name()).isEqualTo(
          row.get("layout").equals("-") ? "OPAQUE" : row.get("layout").replace('-', '_').toUpperCase(Locale.ROOT));
      assertThat(type.sacl()).isEqualTo(row.get("acl").equals("sacl"));
      assertThat(type.description()).isEqualTo(row.get("description"));
      assertThat(AceType.byValue(type.value())).isSameAs(type);
    });
    assertThat(AceType.byValue(0x16)).isNull();
  }

  @Test
  void ace_flags() {
    check("ace-flags", "value_hex", AceFlag.values(), (row, flag) -> {
      assertThat(flag.value()).isEqualTo(number(row, "value_hex"));
      assertThat(flag.label()).isEqualTo(row.get("name"));
      assertThat(flag.sddl()).isEqualTo(orNull(row.get("sddl")));
      assertThat(flag.description()).isEqualTo(row.get("description"));
      assertThat(AceFlag.byValue(flag.value())).isSameAs(flag);
    });
  }

  @Test
  void object_ace_flags() {
    check("object-ace-flags", "value_hex", ObjectAceFlag.values(), (row, flag) -> {
      assertThat(flag.value()).isEqualTo(number(row, "value_hex"));
      assertThat(flag.label()).isEqualTo(row.get("name"));
      assertThat(flag.description()).isEqualTo(row.get("description"));
      assertThat(ObjectAceFlag.byValue(flag.value())).isSameAs(flag);
    });
  }

  @Test
  void sd_control_flags() {
    check("sd-control-flags", "value_hex", SdControlFlag.values(), (row, flag) -> {
      assertThat(flag.value()).isEqualTo(number(row, "value_hex"));
      assertThat(flag.label()).isEqualTo(row.get("name")).isEqualTo("SE_" + flag.name());
      assertThat(flag.sddl()).isEqualTo(orNull(row.get("sddl")));
      assertThat(flag.description()).isEqualTo(row.get("description"));
      assertThat(SdControlFlag.byValue(flag.value())).isSameAs(flag);
    });
  }

  @Test
  void claim_types() {
    check("claim-types", "value_hex", ClaimType.values(), (row, type) -> {
      assertThat(type.value()).isEqualTo(number(row, "value_hex"));
      assertThat(type.label()).isEqualTo(row.get("name")).isEqualTo(type.name());
      assertThat(type.supported()).isEqualTo(row.get("kacs").equals("yes"));
      assertThat(type.sddl()).isEqualTo(orNull(row.get("sddl")));
      assertThat(type.encoding()).isEqualTo(orNull(row.get("encoding")));
      assertThat(type.description()).isEqualTo(row.get("description"));
      assertThat(ClaimType.byValue(type.value())).isSameAs(type);
    });
  }

  @Test
  void claim_flags() {
    check("claim-flags", "value_hex", ClaimFlag.values(), (row, flag) -> {
      assertThat(flag.value()).isEqualTo(number(row, "value_hex"));
      assertThat(flag.label()).isEqualTo(row.get("name"));
      assertThat(flag.definedByKacs()).isEqualTo(row.get("kacs").equals("yes"));
      assertThat(flag.description()).isEqualTo(row.get("description"));
      assertThat(ClaimFlag.byValue(flag.value())).isSameAs(flag);
    });
  }

  @Test
  void errnos() {
    List<Map<String, String>> rows = new ArrayList<>(rows("errno"));
    rows.addAll(rows("errno-additions"));
    assertThat(Errno.values()).hasSameSizeAs(rows).isSortedAccordingTo(Comparator.comparingInt(Errno::number));
    for (Map<String, String> row : rows) {
      Errno errno = Errno.byNumber(number(row, "number"));
      assertThat(errno.name()).isEqualTo(row.get("name"));
      assertThat(errno.number()).isEqualTo(number(row, "number"));
      assertThat(errno.meaning()).isEqualTo(row.get("meaning"));
    }
    assertThat(Errno.byNumber(0)).isNull();
  }

  @Test
  void sddl_domain_aliases() {
    check("sddl-domain-aliases", "rid", DomainAlias.values(), (row, alias) -> {
      assertThat(alias.name()).isEqualTo(row.get("sddl_alias"));
      assertThat(alias.rid()).isEqualTo(number(row, "rid"));
      assertThat(alias.base().name().replace('_', '-')).isEqualToIgnoringCase(row.get("relative_to"));
      assertThat(alias.label()).isEqualTo(row.get("label"));
      assertThat(DomainAlias.byName(row.get("sddl_alias").toLowerCase(Locale.ROOT))).isSameAs(alias);
    });
  }

  private interface RowCheck<E> {
    void check(Map<String, String> row, E constant);
  }

  /** Tables and their constants are in the same order, and no two rows have the same number. */
  private static <E> void check(String table, String numberColumn, E[] constants, RowCheck<E> body) {
    List<Map<String, String>> rows = rows(table);
    assertThat(constants).hasSameSizeAs(rows);
    assertThat(rows.stream().map(row -> number(row, numberColumn))).doesNotHaveDuplicates();
    for (int i = 0; i < constants.length; i++) {
      body.check(rows.get(i), constants[i]);
    }
    assertThat(Arrays.asList(constants)).doesNotContainNull();
  }
}
