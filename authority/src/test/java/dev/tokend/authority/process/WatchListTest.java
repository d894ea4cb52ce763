package dev.tokend.authority.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tokend.authority.derive.Machine;
import dev.tokend.authority.derive.Person;
import dev.tokend.authority.loop.EventLoop;
import dev.tokend.authority.loop.Reserve;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.process.Child;
import dev.tokend.linux.process.PidFd;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which processes give way to others. */
class WatchListTest {
  private final Machine machine = new Machine();
  private final Children children = new Children();
  private EventLoop loop;
  private WatchList list;

  @BeforeEach
  void start() throws Exception {
    loop = new EventLoop();
  }

  @AfterEach
  void end() throws Exception {
    list.close();
    loop.close();
    children.close();
  }

  private void listWith(Reserve reserve) {
    list = new WatchList(loop, machine.monitor, 8, reserve, entry -> {});
  }

  private Watched watch(Child child, int uid) throws Exception {
    return list.watch(child.pid(), child.process(), Person.of(uid).identity());
  }

  @Test
  void where_all_that_is_left_is_roots_a_user_gets_nothing() throws Exception {
    listWith(new Reserve(0));
    Child child = children.start();
    ErrnoException refused = catchThrowableOfType(ErrnoException.class, () -> watch(child, 1000));
    assertThat(refused.errno()).isEqualTo(LinuxErrno.EMFILE);
    assertThat(list.count()).isZero();
    assertThat(watch(child, 0).inode()).isEqualTo(child.process().inode());
  }

  @Test
  void before_that_those_give_way_that_were_not_used_for_longest() throws Exception {
    Child first = children.start();
    Child second = children.start();
    int next;
    try (PidFd probe = first.process().duplicate()) {
      next = probe.number();
    }
    listWith(new Reserve(next + 1));
    watch(first, 1000);
    watch(second, 1001);
    assertThat(list.find(first.process().inode())).isNull();
    assertThat(list.find(second.process().inode())).isNotNull();
  }

  @Test
  void the_number_of_a_process_that_has_ended_is_nobodys() throws Exception {
    listWith(new Reserve(Long.MAX_VALUE));
    Child first = children.start();
    Child second = children.start();
    Child third = children.start();
    watch(first, 1000);
    watch(second, 1000);
    watch(third, 1000);
    list.forgetIfEnded(first.pid());
    assertThat(list.numbered(first.pid())).isNotNull();

    children.end(first);
    list.forgetIfEnded(first.pid());
    assertThat(list.numbered(first.pid())).isNull();
    children.end(second);
    list.forgetNumbersOfEnded();
    assertThat(list.numbered(second.pid())).isNull();
    assertThat(list.numbered(third.pid())).isNotNull();
    assertThat(list.count()).as("their ends are yet to be acted upon").isEqualTo(3);
    first.close();
    second.close();
  }
}
