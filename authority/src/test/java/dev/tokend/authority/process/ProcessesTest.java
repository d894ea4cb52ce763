package dev.tokend.authority.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.authority.derive.LogonEvidence;
import dev.tokend.authority.derive.Machine;
import dev.tokend.authority.derive.Person;
import dev.tokend.authority.loop.EventLoop;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.process.Child;
import dev.tokend.linux.process.ResourceLimit;
import dev.tokend.monitor.operation.adjust.AdjustPrivileges;
import dev.tokend.monitor.operation.derive.Duplicate;
import dev.tokend.monitor.operation.impersonate.Impersonate;
import dev.tokend.monitor.operation.open.OpenSelf;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.ProcessState;
import dev.tokend.monitor.state.Token;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProcessesTest {
  private static final int MOST_DERIVED = 2;

  private final Machine machine = new Machine();
  private final FakeReader reader = new FakeReader();
  private final Children children = new Children();
  private EventLoop loop;
  private Processes processes;

  @BeforeEach
  void start() throws Exception {
    loop = new EventLoop();
    processes = new Processes(loop, machine.monitor, reader, machine.derived, MOST_DERIVED);
  }

  @AfterEach
  void end() throws Exception {
    processes.close();
    loop.close();
    children.close();
  }

  private Child start(Person person) throws Exception {
    Child child = children.start();
    reader.says(child.pid(), person);
    return child;
  }

  private Identified identify(Child child) throws Exception {
    return processes.identify(child.pid(), child.process());
  }

  private Identified.Known known(Child child) throws Exception {
    assertThat(identify(child)).isInstanceOf(Identified.Known.class);
    return (Identified.Known) identify(child);
  }

  private ProcessState process(Child child) throws Exception {
    return known(child).process();
  }

  private Token token(Child child) throws Exception {
    return Machine.token(process(child));
  }

  private boolean isKnown(Child child) {
    return machine.monitor.processes().find(child.process().inode()) != null;
  }

  /** Makes a process keep its token: it gives up a privilege. */
  private void adjust(ProcessState process) throws Exception {
    int adjustPrivileges = 0x20;
    Caller caller = new Caller(process, 0);
    Handle handle = machine.monitor.openSelf(new OpenSelf.Request(caller, OpenSelf.REAL, adjustPrivileges));
    List<AdjustPrivileges.Entry> entries = List.of(new AdjustPrivileges.Entry(23, AdjustPrivileges.DISABLE));
    machine.monitor.adjustPrivileges(new AdjustPrivileges.Request(handle, 0, entries));
    machine.monitor.close(handle);
  }

  private void impersonateItself(ProcessState process) throws Exception {
    int duplicateAndImpersonate = 0x6;
    Caller caller = new Caller(process, 1);
    Handle own = machine.monitor.openSelf(new OpenSelf.Request(caller, OpenSelf.REAL, duplicateAndImpersonate));
    Handle copy = machine.monitor.duplicate(new Duplicate.Request(caller, own, duplicateAndImpersonate, 2, 2));
    machine.monitor.impersonate(new Impersonate.Request(caller, copy));
    machine.monitor.close(copy);
    machine.monitor.close(own);
  }

  @Test
  void a_process_has_the_same_token_while_its_credentials_stay_the_same() throws Exception {
    Child child = start(Person.of(1000));
    Token token = token(child);

    reader.says(child.pid(), Person.of(1000));
    assertThat(token(child)).isSameAs(token);
    assertThat(processes.count()).isEqualTo(1);
    assertThat(processes.hasBound()).isFalse();
  }

  @Test
  void it_has_another_one_when_they_change() throws Exception {
    Child child = start(Person.of(1000));
    ProcessState process = process(child);
    Token before = Machine.token(process);

    reader.says(child.pid(), Person.of(1000).inGroups(1000, 5));
    assertThat(process(child)).isSameAs(process);
    assertThat(Machine.token(process)).isNotSameAs(before);
    assertThat(Machine.token(process).groups()).anyMatch(group -> group.sid().equals(Sid.unixGroup(5)));
    assertThat(machine.monitor.tokens().live()).doesNotContain(before);
    assertThat(processes.count()).isEqualTo(1);
  }

  @Test
  void how_it_was_logged_on_is_found_out_once() throws Exception {
    Child child = start(Person.of(1000).loggedOn(LogonEvidence.BATCH));
    identify(child);
    identify(child);

    assertThat(reader.known).containsExactly(null, LogonEvidence.BATCH);
  }

  @Test
  void a_process_that_adjusted_its_token_keeps_it_whatever_its_credentials_become() throws Exception {
    Child child = start(Person.of(1000));
    ProcessState process = process(child);
    Token token = Machine.token(process);
    adjust(process);

    reader.says(child.pid(), Person.of(1001));
    assertThat(process(child)).isSameAs(process);
    assertThat(known(child).identity()).isEqualTo(Person.of(1001).identity());
    assertThat(Machine.token(process)).isSameAs(token);
    assertThat(processes.hasBound()).isTrue();
  }

  @Test
  void since_when_it_is_who_it_is_starts_anew_with_each_change_also_of_one_that_keeps_its_token() throws Exception {
    Child child = start(Person.of(1000));
    long first = known(child).since();
    assertThat(known(child).since()).isEqualTo(first);

    reader.says(child.pid(), Person.of(1001));
    long second = known(child).since();
    assertThat(second - first).isPositive();

    adjust(process(child));
    reader.says(child.pid(), Person.of(1000));
    assertThat(known(child).since() - second).isPositive();
  }

  @Test
  void processes_are_told_apart_by_themselves_and_not_by_their_numbers() throws Exception {
    Child first = start(Person.of(1000));
    Child second = start(Person.of(1000));

    assertThat(process(first)).isNotSameAs(process(second));
    assertThat(processes.identify(first.pid(), second.process())).isEqualTo(known(second));
  }

  @Test
  void a_process_that_has_ended_is_gone_whatever_proc_says_of_its_number() throws Exception {
    Child child = start(Person.of(1000));
    children.end(child);

    assertThat(identify(child)).isEqualTo(new Identified.Gone());
    assertThat(processes.count()).isZero();
    child.close();
  }

  @Test
  void one_of_which_proc_knows_nothing_is_gone() throws Exception {
    Child child = children.start();

    assertThat(identify(child)).isEqualTo(new Identified.Gone());
  }

  @Test
  void one_that_may_not_be_read_is_unreadable_for_a_reason() throws Exception {
    Child child = children.start();
    reader.says(child.pid(), new IdentityReading.Untold("because"));

    assertThat(identify(child)).isEqualTo(new Identified.Unreadable("because"));
    assertThat(processes.count()).isZero();
  }

  @Test
  void one_whose_user_is_being_looked_up_is_known_later() throws Exception {
    Child child = start(Person.of(1000));
    machine.stillAsks(true);
    assertThat(identify(child)).isEqualTo(new Identified.NotYet());
    assertThat(processes.count()).isZero();

    machine.stillAsks(false);
    assertThat(token(child).user()).isEqualTo(Sid.unixUser(1000));
  }

  @Test
  void of_too_many_the_one_that_was_not_asked_about_for_longest_is_forgotten() throws Exception {
    Child first = start(Person.of(1));
    Child second = start(Person.of(2));
    Child third = start(Person.of(3));
    process(first);
    Token forgotten = token(second);
    process(first);

    process(third);

    assertThat(isKnown(first)).isTrue();
    assertThat(isKnown(second)).isFalse();
    assertThat(isKnown(third)).isTrue();
    assertThat(processes.count()).isEqualTo(MOST_DERIVED);
    assertThat(machine.monitor.tokens().live()).doesNotContain(forgotten);
    assertThat(token(second).user()).isEqualTo(Sid.unixUser(2));
  }

  @Test
  void one_with_more_than_a_derived_token_is_never_forgotten() throws Exception {
    Child adjusted = start(Person.of(1));
    adjust(process(adjusted));
    Child impersonating = start(Person.system());
    impersonateItself(process(impersonating));
    assertThat(processes.hasBound()).isTrue();

    for (int uid = 3; uid < 6; uid++) {
      process(start(Person.of(uid)));
    }

    assertThat(isKnown(adjusted)).isTrue();
    assertThat(isKnown(impersonating)).isTrue();
  }

  @Test
  void an_impersonating_one_keeps_the_authority() throws Exception {
    Child child = start(Person.system());
    ProcessState process = process(child);
    impersonateItself(process);

    assertThat(processes.hasBound()).isTrue();
    machine.monitor.revert(new Caller(process, 1));
    assertThat(processes.hasBound()).isFalse();
  }

  @Test
  void the_one_that_is_asked_about_is_not_forgotten_for_others() throws Exception {
    for (int uid = 1; uid <= MOST_DERIVED; uid++) {
      adjust(process(start(Person.of(uid))));
    }

    assertThat(token(start(Person.of(3))).user()).isEqualTo(Sid.unixUser(3));
    assertThat(token(start(Person.of(4))).user()).isEqualTo(Sid.unixUser(4));
    assertThat(processes.count()).isEqualTo(MOST_DERIVED + 1);
  }

  @Test
  void a_process_is_forgotten_when_it_ends() throws Exception {
    Child child = start(Person.of(1000));
    Child other = start(Person.of(1001));
    adjust(process(child));
    Token token = token(child);
    process(other);

    children.end(child);
    loop.run(new UntilFewer(1));

    assertThat(isKnown(child)).isFalse();
    assertThat(isKnown(other)).isTrue();
    assertThat(machine.monitor.tokens().live()).doesNotContain(token);
    assertThat(processes.hasBound()).isFalse();
    child.close();
  }

  /** Runs the loop until no more than so many processes are known. */
  private final class UntilFewer implements EventLoop.Timer {
    private final int few;

    private UntilFewer(int few) {
      this.few = few;
    }

    @Override
    public int millisUntilNext() {
      return 10_000;
    }

    @Override
    public void tick() {
      assertThat(processes.count()).isEqualTo(few);
      loop.stop();
    }
  }

  @Test
  void what_cannot_be_watched_is_not_remembered() throws Exception {
    Child child = start(Person.of(1000));
    process(start(Person.of(1001)));
    ResourceLimit limit = ResourceLimit.descriptors();
    ErrnoException failure = new ErrnoException("none", 0);
    new ResourceLimit(3, limit.hard()).applyToDescriptors();
    try {
      identify(child);
    } catch (ErrnoException e) {
      failure = e;
    } finally {
      limit.applyToDescriptors();
    }

    assertThat(failure.errno()).isEqualTo(LinuxErrno.EMFILE);
    assertThat(isKnown(child)).isFalse();
    assertThat(processes.count()).isEqualTo(1);
    assertThat(token(child).user()).isEqualTo(Sid.unixUser(1000));
  }

  @Test
  void closing_lets_go_of_all() throws Exception {
    adjust(process(start(Person.of(1000))));
    process(start(Person.of(1001)));
    int builtIn = 2;

    processes.close();

    assertThat(processes.count()).isZero();
    assertThat(machine.monitor.processes().all()).isEmpty();
    assertThat(machine.monitor.tokens().live()).hasSize(builtIn);
  }
}
