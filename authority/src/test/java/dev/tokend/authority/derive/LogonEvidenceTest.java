package dev.tokend.authority.derive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.catalog.LogonType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The row "logon type" of docs/derived-tokens.md. */
class LogonEvidenceTest {
  @ParameterizedTest
  @CsvSource({
    "/user.slice/user-1000.slice/session-3.scope, INTERACTIVE",
    "/user.slice/user-1000.slice/session-c1.scope, INTERACTIVE",
    "/user.slice/user-1000.slice/user@1000.service/app.slice/app-shell.scope, INTERACTIVE",
    "/user.slice/user-1000.slice/user@1000.service/app.slice/cron.service, INTERACTIVE",
    "/system.slice/cron.service, BATCH",
    "/system.slice/crond.service, BATCH",
    "/system.slice/atd.service, BATCH",
    "/system.slice/anacron.service, BATCH",
    "/system.slice/fcron.service, BATCH",
    "/system.slice/nginx.service, SERVICE",
    "/system.slice/system-getty.slice/getty@tty1.service, SERVICE",
    "/system.slice/sshd.service, SERVICE",
    "/system.slice/mycron.service, SERVICE",
    "/init.scope, NONE",
    "/system.slice, NONE",
    "/user.slice/user-1000.slice, NONE",
    "/docker/0123456789abcdef, NONE",
    "/, NONE",
    "'', NONE",
    "/system.slice/session-3.scope.d, NONE",
    "/mysession-3.scope, NONE",
  })
  void the_unit_of_a_cgroup_tells(String cgroup, LogonEvidence expected) {
    assertThat(LogonEvidence.ofCgroup(cgroup)).isEqualTo(expected);
  }

  /** What is below a unit belongs to the unit, which may be delegated to a user: root did not choose its names. */
  @ParameterizedTest
  @CsvSource({
    "/system.slice/web.service/session-1.scope, SERVICE",
    "/system.slice/web.service/user@0.service, SERVICE",
    "/system.slice/web.service/cron.service, SERVICE",
    "/system.slice/cron.service/web.service, BATCH",
    "/machine.slice/machine-box.scope/system.slice/cron.service, NONE",
  })
  void the_outermost_unit_is_the_one_that_root_named(String cgroup, LogonEvidence expected) {
    assertThat(LogonEvidence.ofCgroup(cgroup)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "sshd", "sshd-session", "login", "agetty", "getty", "mgetty", "gdm-session-wor", "sddm-helper", "lightdm"
  })
  void an_ancestor_that_logs_users_in_tells(String name) {
    assertThat(LogonEvidence.ofAncestor(name)).isEqualTo(LogonEvidence.INTERACTIVE);
    // The kernel keeps 15 bytes of a name.
    assertThat(name.length()).isLessThanOrEqualTo(15);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cron", "crond", "atd", "anacron", "fcron"})
  void an_ancestor_that_schedules_tells(String name) {
    assertThat(LogonEvidence.ofAncestor(name)).isEqualTo(LogonEvidence.BATCH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"systemd", "sh", "sshd2", ""})
  void other_ancestors_tell_nothing(String name) {
    assertThat(LogonEvidence.ofAncestor(name)).isEqualTo(LogonEvidence.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "INTERACTIVE, 7, INTERACTIVE",
    "INTERACTIVE, -1, INTERACTIVE",
    "BATCH, 7, BATCH",
    "BATCH, -1, BATCH",
    "SERVICE, 7, SERVICE",
    "SERVICE, -1, SERVICE",
    "NONE, 7, INTERACTIVE",
    "NONE, -1, SERVICE",
  })
  void where_nothing_tells_an_audit_session_is_interactive(LogonEvidence logon, int session, LogonType type) {
    SessionKey key = SessionKey.of(Person.of(1000).loggedOn(logon).inSession(session).identity());

    assertThat(key).isEqualTo(new SessionKey(1000, session, type));
    assertThat(key.isSystemSession()).isFalse();
  }

  @Test
  void a_session_is_found_again_by_its_audit_session_or_else_by_its_type() {
    assertThat(new SessionKey(1, 7, LogonType.BATCH).stored())
        .isEqualTo(new SessionKey(1, 7, LogonType.SERVICE).stored())
        .isNotEqualTo(new SessionKey(2, 7, LogonType.BATCH).stored())
        .isNotEqualTo(new SessionKey(1, 8, LogonType.BATCH).stored());
    assertThat(new SessionKey(1, -1, LogonType.BATCH).stored())
        .isNotEqualTo(new SessionKey(1, -1, LogonType.SERVICE).stored());
  }

  @ParameterizedTest
  @CsvSource({"0, -1, SERVICE, true", "1, -1, SERVICE, false", "0, 0, SERVICE, false", "0, -1, BATCH, false"})
  void session_999_is_for_the_services_of_uid_0(int uid, int session, LogonType type, boolean expected) {
    assertThat(new SessionKey(uid, session, type).isSystemSession()).isEqualTo(expected);
  }
}
