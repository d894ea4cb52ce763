package dev.tokend.authority.derive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.catalog.LogonType;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.monitor.state.LogonSession;
import dev.tokend.monitor.state.ProcessState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rows "session" and "logon type" of docs/derived-tokens.md. */
class DerivedSessionsTest {
  private final Machine machine = new Machine();

  private LogonSession session(Person person) throws Exception {
    return machine.token(person).session();
  }

  private static Person service(int uid) {
    return Person.of(uid).inNoSession().loggedOn(LogonEvidence.SERVICE);
  }

  @Test
  void an_audit_session_of_a_uid_is_one_session() throws Exception {
    LogonSession session = session(Person.of(1000).inSession(7));

    assertThat(session(Person.of(1000).inSession(7).inGroups(5).startedAt(9))).isSameAs(session);
    assertThat(session(Person.of(1000).inSession(8))).isNotSameAs(session);
    assertThat(session(Person.of(1001).inSession(7))).isNotSameAs(session);
  }

  @Test
  void it_says_who_logged_on_how_and_when() throws Exception {
    LogonSession session = session(Person.of(1000));

    assertThat(session.user()).isEqualTo(Sid.unixUser(1000));
    assertThat(session.logonType()).isEqualTo(LogonType.INTERACTIVE);
    assertThat(session.authPackage()).isEqualTo("Linux");
    assertThat(session.createdAt()).isEqualTo(Machine.NOW);
    assertThat(session.id()).isGreaterThanOrEqualTo(1000);
  }

  @Test
  void within_an_audit_session_the_first_process_decides_the_logon_type() throws Exception {
    LogonSession session = session(Person.of(1000).loggedOn(LogonEvidence.BATCH));

    assertThat(session.logonType()).isEqualTo(LogonType.BATCH);
    assertThat(session(Person.of(1000).loggedOn(LogonEvidence.INTERACTIVE))).isSameAs(session);
    assertThat(session(Person.of(1000).loggedOn(LogonEvidence.NONE))).isSameAs(session);
    assertThat(machine.token(Person.of(1000).loggedOn(LogonEvidence.SERVICE)).groups())
        .anyMatch(group -> group.sid().equals(WellKnown.BATCH))
        .noneMatch(group -> group.sid().equals(WellKnown.SERVICE));
  }

  @Test
  void without_an_audit_session_there_is_one_for_each_uid_and_logon_type() throws Exception {
    LogonSession session = session(service(1000));

    assertThat(session.logonType()).isEqualTo(LogonType.SERVICE);
    assertThat(session(service(1000).loggedOn(LogonEvidence.NONE))).isSameAs(session);
    assertThat(session(service(1001))).isNotSameAs(session);
    LogonSession batch = session(service(1000).loggedOn(LogonEvidence.BATCH));
    assertThat(batch).isNotSameAs(session);
    assertThat(batch.logonType()).isEqualTo(LogonType.BATCH);
    assertThat(session(service(1000).loggedOn(LogonEvidence.BATCH))).isSameAs(batch);
    assertThat(session(service(1000).loggedOn(LogonEvidence.INTERACTIVE)).logonType())
        .isEqualTo(LogonType.INTERACTIVE);
  }

  @ParameterizedTest
  @CsvSource({"SERVICE", "NONE"})
  void the_services_of_uid_0_are_in_session_999(LogonEvidence logon) throws Exception {
    LogonSession session = session(service(0).loggedOn(logon));

    assertThat(session.id()).isEqualTo(999);
    assertThat(session(Person.system().inNoSession().loggedOn(logon))).isSameAs(session);
  }

  @ParameterizedTest
  @CsvSource({"INTERACTIVE, -1", "BATCH, -1", "SERVICE, 7", "NONE, 7"})
  void what_else_runs_as_uid_0_is_not(LogonEvidence logon, int auditSession) throws Exception {
    assertThat(session(Person.system().loggedOn(logon).inSession(auditSession)).id()).isNotEqualTo(999);
  }

  @Test
  void a_session_is_still_there_after_its_last_process() throws Exception {
    ProcessState process = machine.start(Person.of(1000));
    LogonSession session = Machine.token(process).session();
    machine.end(process);

    assertThat(session(Person.of(1000))).isSameAs(session);
  }

  @Test
  void of_sessions_without_a_token_the_last_used_ones_are_kept() throws Exception {
    DerivedSessions sessions = new DerivedSessions(machine.monitor, 2);
    LogonSession first = of(sessions, 1);
    LogonSession second = of(sessions, 2);
    assertThat(of(sessions, 1)).isSameAs(first);

    LogonSession third = of(sessions, 3);

    assertThat(machine.monitor.sessions().published()).contains(first, third).doesNotContain(second);
    assertThat(of(sessions, 1)).isSameAs(first);
    assertThat(of(sessions, 2)).isNotSameAs(second);
    assertThat(machine.monitor.sessions().published()).doesNotContain(third);
  }

  @Test
  void an_invalidated_one_is_not_forgotten_however_many_others_are_used() throws Exception {
    DerivedSessions sessions = new DerivedSessions(machine.monitor, 2);
    LogonSession dead = of(sessions, 1);
    machine.invalidate(dead);

    for (int uid = 2; uid < 9; uid++) {
      of(sessions, uid);
    }
    assertThat(of(sessions, 1)).isSameAs(dead);
    assertThat(dead.isDead()).isTrue();
    assertThat(machine.monitor.sessions().hasMoreThanDerived()).as("nor by an authority that ends").isTrue();
  }

  @Test
  void where_all_are_invalidated_the_new_one_lives() throws Exception {
    DerivedSessions sessions = new DerivedSessions(machine.monitor, 1);
    machine.invalidate(of(sessions, 1));
    LogonSession next = of(sessions, 2);

    assertThat(machine.monitor.sessions().published()).contains(next);
  }

  @Test
  void session_999_takes_no_place() throws Exception {
    DerivedSessions sessions = new DerivedSessions(machine.monitor, 1);
    LogonSession kept = of(sessions, 1);

    assertThat(sessions.of(service(0).identity(), WellKnown.SYSTEM, 0).id()).isEqualTo(999);
    assertThat(of(sessions, 1)).isSameAs(kept);
  }

  private static LogonSession of(DerivedSessions sessions, int uid) throws Exception {
    return sessions.of(Person.of(uid).identity(), Sid.unixUser(uid), Machine.NOW);
  }

  @Test
  void no_session_number_is_used_twice() throws Exception {
    DerivedSessions sessions = new DerivedSessions(machine.monitor, 1);
    long first = of(sessions, 1).id();
    of(sessions, 2);

    assertThat(of(sessions, 1).id()).isGreaterThan(first + 1);
  }
}
