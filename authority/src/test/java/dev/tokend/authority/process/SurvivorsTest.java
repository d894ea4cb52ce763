package dev.tokend.authority.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.authority.derive.LinuxIdentity;
import dev.tokend.authority.derive.Person;
import dev.tokend.linux.process.Child;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which processes an authority takes for those that an earlier one knew. */
class SurvivorsTest {
  private static final LinuxProcess.Marks MARKS = new LinuxProcess.Marks(true, true, true);
  private static final Person PERSON = Person.of(1001);

  private KnownProcesses known;
  private Child child;

  @BeforeEach
  void start() throws Exception {
    known = new KnownProcesses(64);
    child = known.start(PERSON);
  }

  @AfterEach
  void stop() throws Exception {
    known.close();
  }

  private boolean knows(long inode, LinuxIdentity identity) throws Exception {
    return known.processes.survivors().know(new LinuxProcess(inode, child.pid(), identity, 77, MARKS));
  }

  @Test
  void a_process_that_lives_on_is_known_with_what_was_known_of_it() throws Exception {
    assertThat(knows(child.process().inode(), PERSON.identity())).isTrue();
    assertThat(known.processes.linux(child.process().inode()))
        .isEqualTo(new LinuxProcess(child.process().inode(), child.pid(), PERSON.identity(), 77, MARKS));
  }

  @Test
  void another_process_with_its_number_is_not() throws Exception {
    assertThat(knows(child.process().inode() + 1, PERSON.identity())).isFalse();
    LinuxIdentity earlier =
        new LinuxIdentity(
            1001, 1001, PERSON.identity().supplementaryGids(), 0, 0, true, 7, PERSON.identity().logon(),
            PERSON.identity().startTime() - 1);
    assertThat(knows(child.process().inode(), earlier)).as("which started at another time").isFalse();
    assertThat(known.processes.count()).isZero();
  }

  @Test
  void one_that_has_ended_is_not() throws Exception {
    long inode = child.process().inode();
    known.children.end(child);
    assertThat(knows(inode, PERSON.identity())).isFalse();
  }
}
