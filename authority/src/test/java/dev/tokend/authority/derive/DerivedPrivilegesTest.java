package dev.tokend.authority.derive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.catalog.LinuxCapability;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.monitor.state.PrivilegeState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The row "privileges" of docs/derived-tokens.md and its table "Capabilities to privileges". */
class DerivedPrivilegesTest {
  private static final long CHANGE_NOTIFY = Privilege.SE_CHANGE_NOTIFY.mask();

  private final Machine machine = new Machine();

  private PrivilegeState privileges(Person person) throws Exception {
    return machine.token(person).privileges();
  }

  /** What the documentation says each capability gives. */
  private static Map<LinuxCapability, Long> documented() throws IOException {
    Map<LinuxCapability, Long> privileges = new EnumMap<>(LinuxCapability.class);
    for (List<String> row : rows()) {
      for (String capability : row.get(1).split(", ", -1)) {
        for (String name : row.get(0).split(", ", -1)) {
          Privilege privilege = Privilege.byName(name + (name.endsWith("Privilege") ? "" : "Privilege"));
          Privilege found = privilege != null ? privilege : Privilege.byName(name);
          assertThat(found).as(name).isNotNull();
          privileges.merge(LinuxCapability.valueOf(capability), found.mask(), (a, b) -> a | b);
        }
      }
    }
    return privileges;
  }

  private static List<List<String>> rows() throws IOException {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("docs/derived-tokens.md"))) {
      folder = folder.getParent();
    }
    List<String> lines = Files.readAllLines(folder.resolve("docs/derived-tokens.md"));
    List<List<String>> rows = new ArrayList<>();
    int at = lines.indexOf("| Privilege | Capabilities |") + 2;
    for (; lines.get(at).startsWith("|"); at++) {
      String[] cells = lines.get(at).split("\\|", -1);
      rows.add(List.of(cells[1].strip(), cells[2].strip()));
    }
    return rows;
  }

  @ParameterizedTest
  @EnumSource
  void a_capability_gives_the_privileges_of_its_rows_and_no_other(LinuxCapability capability) throws Exception {
    long expected = documented().getOrDefault(capability, 0L) | CHANGE_NOTIFY;

    assertThat(privileges(Person.of(1000).permitted(capability).effective(capability)))
        .isEqualTo(new PrivilegeState(expected, expected, expected, 0));
  }

  @Test
  void the_documentation_names_whatever_the_catalogue_derives() throws Exception {
    Map<LinuxCapability, Long> documented = documented();
    for (Privilege privilege : Privilege.values()) {
      long capabilities = 0;
      for (Map.Entry<LinuxCapability, Long> entry : documented.entrySet()) {
        if ((entry.getValue() & privilege.mask()) != 0) {
          capabilities |= Person.bits(entry.getKey());
        }
      }
      assertThat(privilege.linuxCapabilities()).as(privilege.fullName()).isEqualTo(capabilities);
    }
  }

  @Test
  void without_a_capability_there_is_change_notify() throws Exception {
    assertThat(privileges(Person.of(1000)))
        .isEqualTo(new PrivilegeState(CHANGE_NOTIFY, CHANGE_NOTIFY, CHANGE_NOTIFY, 0));
  }

  @Test
  void permitted_ones_are_present_and_effective_ones_are_enabled() throws Exception {
    PrivilegeState privileges =
        privileges(
            Person.of(1000)
                .permitted(LinuxCapability.CAP_SYS_TIME, LinuxCapability.CAP_SYS_BOOT)
                .effective(LinuxCapability.CAP_SYS_TIME));

    long boot = Privilege.SE_SHUTDOWN.mask() | Privilege.SE_REMOTE_SHUTDOWN.mask();
    long time = Privilege.SE_SYSTEMTIME.mask();
    assertThat(privileges.present()).isEqualTo(CHANGE_NOTIFY | time | boot);
    assertThat(privileges.enabled()).isEqualTo(CHANGE_NOTIFY | time);
    assertThat(privileges.byDefault()).isEqualTo(CHANGE_NOTIFY | time);
    assertThat(privileges.used()).isZero();
  }

  @Test
  void one_of_several_capabilities_is_enough_for_both_words() throws Exception {
    PrivilegeState privileges =
        privileges(
            Person.of(1000)
                .permitted(LinuxCapability.CAP_AUDIT_READ, LinuxCapability.CAP_AUDIT_CONTROL)
                .effective(LinuxCapability.CAP_AUDIT_READ));

    assertThat(privileges.holds(Privilege.SE_SECURITY.mask())).isTrue();
  }

  @Test
  void what_is_effective_without_being_permitted_gives_nothing() throws Exception {
    assertThat(privileges(Person.of(1000).effective(LinuxCapability.CAP_SYS_PTRACE)).present())
        .isEqualTo(CHANGE_NOTIFY);
  }

  @Test
  void the_system_has_every_privilege_that_a_capability_gives_and_may_mint_tokens() throws Exception {
    long all = CHANGE_NOTIFY | Privilege.SE_CREATE_TOKEN.mask();
    for (long privileges : documented().values()) {
      all |= privileges;
    }

    assertThat(privileges(Person.of(0).holding(-1L))).isEqualTo(new PrivilegeState(all, all, all, 0));
  }

  @Test
  void capabilities_of_another_user_namespace_give_nothing() throws Exception {
    assertThat(privileges(Person.of(1000).holding(-1L).inNamespace()).present()).isEqualTo(CHANGE_NOTIFY);
    assertThat(privileges(Person.of(0).holding(-1L).inNamespace()).present()).isEqualTo(CHANGE_NOTIFY);
  }
}
