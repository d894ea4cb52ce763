package dev.tokend.authority.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tokend.authority.derive.LogonEvidence;
import dev.tokend.authority.derive.Machine;
import dev.tokend.authority.derive.Person;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.linux.process.Child;
import dev.tokend.linux.process.PidFd;
import dev.tokend.linux.process.ProcessIds;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.state.ProcessState;
import dev.tokend.monitor.state.Token;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who a process is, while it lives. */
class ProcessesTest {
  private KnownProcesses known;

  @BeforeEach
  void start() throws Exception {
    known = new KnownProcesses(8);
  }

  @AfterEach
  void end() throws Exception {
    known.close();
  }

  @Test
  void a_process_has_the_same_token_while_its_credentials_stay_the_same() throws Exception {
    Child child = known.start(Person.of(1000));
    Token token = known.token(child);

    known.reader.says(child.pid(), Person.of(1000));
    assertThat(known.token(child)).isSameAs(token);
    assertThat(known.processes.count()).isEqualTo(1);
    assertThat(known.processes.hasBound()).isFalse();
  }

  @Test
  void it_has_another_one_when_they_change() throws Exception {
    Child child = known.start(Person.of(1000));
    ProcessState process = known.process(child);
    Token before = Machine.token(process);

    known.reader.says(child.pid(), Person.of(1000).inGroups(1000, 5));
    assertThat(known.process(child)).isSameAs(process);
    assertThat(Machine.token(process)).isNotSameAs(before);
    assertThat(Machine.token(process).groups()).anyMatch(group -> group.sid().equals(Sid.unixGroup(5)));
    assertThat(known.machine.monitor.tokens().live()).doesNotContain(before);
    assertThat(known.processes.count()).isEqualTo(1);
  }

  @Test
  void how_it_was_logged_on_is_found_out_once() throws Exception {
    Child child = known.start(Person.of(1000).loggedOn(LogonEvidence.BATCH));
    known.identify(child);
    known.identify(child);

    assertThat(known.reader.known).containsExactly(null, LogonEvidence.BATCH);
  }

  @Test
  void a_process_that_adjusted_its_token_keeps_it_whatever_its_credentials_become() throws Exception {
    Child child = known.start(Person.of(1000));
    ProcessState process = known.process(child);
    Token token = Machine.token(process);
    known.adjust(process);

    for (Person other : List.of(Person.system(), Person.of(1000).inGroups(7), Person.of(1000).inNamespace())) {
      known.reader.says(child.pid(), other);
      assertThat(known.identify(child))
          .isInstanceOfSatisfying(
              Identified.Known.class,
              found -> {
                assertThat(found.process()).isSameAs(process);
                assertThat(found.identity()).isEqualTo(other.identity());
              });
      assertThat(Machine.token(process)).isSameAs(token);
      assertThat(known.processes.hasBound()).isTrue();
    }
  }

  @Test
  void but_it_leaves_it_behind_when_it_becomes_another_user() throws Exception {
    Child child = known.start(Person.system());
    Token token = known.token(child);
    known.adjust(known.process(child));

    known.reader.says(child.pid(), Person.of(1000));
    assertThat(known.token(child).user()).isEqualTo(Sid.unixUser(1000));
    assertThat(known.processes.hasBound()).isFalse();
    assertThat(known.machine.monitor.tokens().live()).doesNotContain(token);
    assertThat(known.processes.count()).isEqualTo(1);
  }

  @Test
  void a_thread_stops_impersonating_when_its_process_does() throws Exception {
    Child child = known.start(Person.system());
    ProcessState process = known.process(child);
    known.impersonateItself(process);
    assertThat(process.impersonatingThreads()).isNotEmpty();

    known.reader.says(child.pid(), Person.of(1000));
    assertThat(known.process(child).impersonatingThreads()).isEmpty();
    assertThat(known.token(child).user()).isEqualTo(Sid.unixUser(1000));
  }

  @Test
  void a_child_of_a_bound_process_has_a_copy_of_its_token_unless_it_was_started_as_another_user() throws Exception {
    known.reader.says(ProcessIds.pid(), Person.system());
    try (PidFd self = PidFd.open(ProcessIds.pid())) {
      Identified.Known parent = (Identified.Known) known.processes.identify(ProcessIds.pid(), self);
      known.adjust(parent.process());

      Child same = known.start(Person.system().startedAt(Long.MAX_VALUE));
      Child other = known.start(Person.of(1000).startedAt(Long.MAX_VALUE));
      assertThat(known.process(same).isBound()).isTrue();
      assertThat(known.process(other).isBound()).isFalse();
      assertThat(known.token(other).user()).isEqualTo(Sid.unixUser(1000));
    }
  }

  @Test
  void processes_are_told_apart_by_themselves_and_not_by_their_numbers() throws Exception {
    Child first = known.start(Person.of(1000));
    Child second = known.start(Person.of(1000));

    assertThat(known.process(first)).isNotSameAs(known.process(second));
    ProcessState expected = known.process(second);
    assertThat(known.processes.identify(first.pid(), second.process()))
        .isInstanceOfSatisfying(
            Identified.Known.class, found -> assertThat(found.process()).isSameAs(expected));
  }

  @Test
  void a_process_that_has_ended_is_gone_whatever_proc_says_of_its_number() throws Exception {
    Child child = known.start(Person.of(1000));
    known.children.end(child);

    assertThat(known.identify(child)).isEqualTo(new Identified.Gone());
    assertThat(known.processes.count()).isZero();
    child.close();
  }

  @Test
  void one_of_which_proc_knows_nothing_is_gone() throws Exception {
    Child child = known.children.start();

    assertThat(known.identify(child)).isEqualTo(new Identified.Gone());
  }

  @Test
  void one_that_may_not_be_read_is_unreadable_for_a_reason() throws Exception {
    Child child = known.children.start();
    known.reader.says(child.pid(), new IdentityReading.Untold("because"));

    assertThat(known.identify(child)).isEqualTo(new Identified.Unreadable("because"));
    assertThat(known.processes.count()).isZero();
  }

  @Test
  void one_whose_user_is_being_looked_up_is_known_later() throws Exception {
    Child child = known.start(Person.of(1000));
    known.machine.stillAsks(true);
    assertThat(known.identify(child)).isEqualTo(new Identified.NotYet());
    assertThat(known.processes.count()).isZero();

    known.machine.stillAsks(false);
    assertThat(known.token(child).user()).isEqualTo(Sid.unixUser(1000));
  }

  @Test
  void a_uid_has_so_many_processes_with_tokens_of_their_own_and_no_more() throws Exception {
    known.close();
    known = new KnownProcesses(8, 2);
    known.reader.says(ProcessIds.pid(), Person.of(1000));
    try (PidFd self = PidFd.open(ProcessIds.pid())) {
      known.adjust(((Identified.Known) known.processes.identify(ProcessIds.pid(), self)).process());
      Child first = known.start(Person.of(1000).startedAt(Long.MAX_VALUE));
      assertThat(known.processes.isFull(1000)).isFalse();
      assertThat(known.process(first).isBound()).isTrue();
      assertThat(known.processes.isFull(1000)).isTrue();
      assertThat(known.processes.isFull(1001)).as("another one's are another one's").isFalse();

      Child second = known.start(Person.of(1000).startedAt(Long.MAX_VALUE));
      Refusal refusal = catchThrowableOfType(Refusal.class, () -> known.identify(second));
      assertThat(refusal.errno()).isEqualTo(Errno.EMFILE);
      assertThat(known.isKnown(second)).as("and no derived token instead").isFalse();
    }
  }

  @Test
  void root_has_as_many_as_it_likes() throws Exception {
    known.close();
    known = new KnownProcesses(8, 1);
    for (int i = 0; i < 3; i++) {
      known.adjust(known.process(known.start(Person.system())));
      assertThat(known.processes.isFull(0)).isFalse();
    }
  }
}
