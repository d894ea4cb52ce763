package dev.tokend.authority.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.authority.derive.Machine;
import dev.tokend.authority.derive.Person;
import dev.tokend.authority.loop.EventLoop;
import dev.tokend.authority.loop.Reserve;
import dev.tokend.linux.process.BootClock;
import dev.tokend.linux.process.Child;
import dev.tokend.linux.process.PidFd;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What reports of forks lead to, and what reports that were lost do not. */
class ForksTest {
  private static final int BOUND = -10;
  private static final int GONE = Integer.MAX_VALUE;

  private final Machine machine = new Machine();
  private final FakeReader reader = new FakeReader();
  private final Children children = new Children();
  private final List<Integer> heirs = new ArrayList<>();
  private final List<Integer> ended = new ArrayList<>();
  private EventLoop loop;
  private Forks forks;
  private Child child;

  @BeforeEach
  void start() throws Exception {
    loop = new EventLoop();
    Lineage.Known bound = new Lineage.Known(machine.start(Person.system()), 0);
    forks =
        new Forks(
            loop,
            reader,
            new Forks.Heirs() {
              @Override
              public Lineage.Known numbered(int number) {
                return number == BOUND ? bound : null;
              }

              @Override
              public void inherit(Lineage.Known parent, int number, PidFd process, IdentityReading.Told told) {
                assertThat(parent).isSameAs(bound);
                heirs.add(number);
              }

              @Override
              public void ended(int number) {
                ended.add(number);
              }

              @Override
              public void lost() {
                ended.add(-1);
              }
            },
            new Images(
                machine.monitor,
                new WatchList(loop, machine.monitor, 8, Reserve.ofThisProcess(), entry -> {})));
    child = children.start();
    reader.says(child.pid(), Person.of(1000).startedAt(BootClock.ticks()));
  }

  @AfterEach
  void end() throws Exception {
    forks.close();
    loop.close();
    children.close();
  }

  @Test
  void a_child_of_a_bound_process_is_an_heir() {
    forks.forked(BOUND, child.pid(), System.nanoTime());
    assertThat(heirs).containsExactly(child.pid());
  }

  @Test
  void one_of_another_process_is_not_nor_one_that_was_made_at_another_moment() {
    long second = 1_000_000_000;
    forks.forked(1, child.pid(), System.nanoTime());
    forks.forked(BOUND, child.pid(), System.nanoTime() - second);
    assertThat(heirs).isEmpty();
  }

  @Test
  void so_is_a_grandchild_whose_parent_has_ended() {
    forks.forked(BOUND, GONE, System.nanoTime());
    forks.forked(GONE, child.pid(), System.nanoTime());
    assertThat(heirs).containsExactly(child.pid());
  }

  @Test
  void but_not_a_child_of_what_has_the_number_later() {
    forks.forked(BOUND, GONE, System.nanoTime());
    forks.ended(GONE);
    forks.forked(GONE, child.pid(), System.nanoTime());
    assertThat(heirs).isEmpty();
    assertThat(ended).containsExactly(GONE);
  }

  @Test
  void also_where_the_report_of_the_end_was_lost() {
    forks.forked(BOUND, GONE, System.nanoTime());
    forks.lost();
    forks.forked(GONE, child.pid(), System.nanoTime());
    assertThat(heirs).isEmpty();
    assertThat(ended).containsExactly(-1);
  }
}
