package dev.tokend.authority.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.authority.derive.Person;
import dev.tokend.authority.loop.EventLoop;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.process.Child;
import dev.tokend.linux.process.ResourceLimit;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.ProcessState;
import dev.tokend.monitor.state.Token;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which processes are remembered, and for how long. */
class ForgettingTest {
  private static final int MOST_DERIVED = 2;

  private KnownProcesses known;

  @BeforeEach
  void start() throws Exception {
    known = new KnownProcesses(MOST_DERIVED);
  }

  @AfterEach
  void end() throws Exception {
    known.close();
  }

  @Test
  void of_too_many_the_one_that_was_not_asked_about_for_longest_is_forgotten() throws Exception {
    Child first = known.start(Person.of(1));
    Child second = known.start(Person.of(2));
    Child third = known.start(Person.of(3));
    known.process(first);
    Token forgotten = known.token(second);
    known.process(first);

    known.process(third);

    assertThat(known.isKnown(first)).isTrue();
    assertThat(known.isKnown(second)).isFalse();
    assertThat(known.isKnown(third)).isTrue();
    assertThat(known.processes.count()).isEqualTo(MOST_DERIVED);
    assertThat(known.machine.monitor.tokens().live()).doesNotContain(forgotten);
    assertThat(known.token(second).user()).isEqualTo(Sid.unixUser(2));
  }

  @Test
  void one_with_more_than_a_derived_token_is_never_forgotten() throws Exception {
    Child adjusted = known.start(Person.of(1));
    known.adjust(known.process(adjusted));
    Child impersonating = known.start(Person.system());
    known.impersonateItself(known.process(impersonating));
    assertThat(known.processes.hasBound()).isTrue();

    for (int uid = 3; uid < 6; uid++) {
      known.process(known.start(Person.of(uid)));
    }

    assertThat(known.isKnown(adjusted)).isTrue();
    assertThat(known.isKnown(impersonating)).isTrue();
  }

  @Test
  void an_impersonating_one_keeps_the_authority() throws Exception {
    Child child = known.start(Person.system());
    ProcessState process = known.process(child);
    known.impersonateItself(process);

    assertThat(known.processes.hasBound()).isTrue();
    known.machine.monitor.revert(new Caller(process, 1));
    assertThat(known.processes.hasBound()).isFalse();
  }

  @Test
  void the_one_that_is_asked_about_is_not_forgotten_for_others() throws Exception {
    for (int uid = 1; uid <= MOST_DERIVED; uid++) {
      known.adjust(known.process(known.start(Person.of(uid))));
    }

    assertThat(known.token(known.start(Person.of(3))).user()).isEqualTo(Sid.unixUser(3));
    assertThat(known.token(known.start(Person.of(4))).user()).isEqualTo(Sid.unixUser(4));
    assertThat(known.processes.count()).isEqualTo(MOST_DERIVED + 1);
  }

  @Test
  void a_process_is_forgotten_when_it_ends() throws Exception {
    Child child = known.start(Person.of(1000));
    Child other = known.start(Person.of(1001));
    known.adjust(known.process(child));
    Token token = known.token(child);
    known.process(other);

    known.children.end(child);
    known.loop.run(new UntilFewer(1));

    assertThat(known.isKnown(child)).isFalse();
    assertThat(known.isKnown(other)).isTrue();
    assertThat(known.machine.monitor.tokens().live()).doesNotContain(token);
    assertThat(known.processes.hasBound()).isFalse();
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
      assertThat(known.processes.count()).isEqualTo(few);
      known.loop.stop();
    }
  }

  @Test
  void what_cannot_be_watched_is_not_remembered() throws Exception {
    Child child = known.start(Person.of(1000));
    known.process(known.start(Person.of(1001)));
    ResourceLimit limit = ResourceLimit.descriptors();
    ErrnoException failure = new ErrnoException("none", 0);
    new ResourceLimit(3, limit.hard()).applyToDescriptors();
    try {
      known.identify(child);
    } catch (ErrnoException e) {
      failure = e;
    } finally {
      limit.applyToDescriptors();
    }

    assertThat(failure.errno()).isEqualTo(LinuxErrno.EMFILE);
    assertThat(known.isKnown(child)).isFalse();
    assertThat(known.processes.count()).as("the other one gave way, in vain").isZero();
    assertThat(known.token(child).user()).isEqualTo(Sid.unixUser(1000));
  }

  @Test
  void closing_lets_go_of_all_and_ends_none() throws Exception {
    ProcessState bound = known.process(known.start(Person.of(1000)));
    known.adjust(bound);
    ProcessState other = known.process(known.start(Person.of(1001)));

    known.processes.close();

    assertThat(known.processes.count()).isZero();
    assertThat(known.machine.monitor.processes().all()).containsExactlyInAnyOrder(bound, other);
    assertThat(bound.isBound()).isTrue();
  }
}
