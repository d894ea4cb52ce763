package dev.tokend.authority.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.authority.derive.Machine;
import dev.tokend.authority.derive.Person;
import dev.tokend.monitor.operation.derive.Duplicate;
import dev.tokend.monitor.operation.impersonate.Impersonate;
import dev.tokend.monitor.operation.open.OpenSelf;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.ProcessState;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ThreadLivesTest {
  private static final int PID = 100;
  private static final int TID = 101;

  private final Machine machine = new Machine();
  private final Map<Integer, Long> births = new HashMap<>();
  private final ThreadLives lives =
      new ThreadLives(
          machine.monitor,
          new Threads() {
            @Override
            public boolean belongs(int pid, int tid) {
              return births.containsKey(tid);
            }

            @Override
            public long birth(int pid, int tid) {
              return births.getOrDefault(tid, UNBORN);
            }
          });
  private ProcessState process;

  @BeforeEach
  void start() throws Exception {
    process = machine.start(Person.system());
    births.put(PID, 1000L);
    births.put(TID, 2000L);
  }

  private void impersonate(int tid) throws Exception {
    int duplicateAndImpersonate = 0x6;
    Caller caller = new Caller(process, tid);
    Handle own = machine.monitor.openSelf(new OpenSelf.Request(caller, OpenSelf.REAL, duplicateAndImpersonate));
    Handle copy = machine.monitor.duplicate(new Duplicate.Request(caller, own, duplicateAndImpersonate, 2, 2));
    machine.monitor.impersonate(new Impersonate.Request(caller, copy));
    machine.monitor.close(copy);
    machine.monitor.close(own);
    lives.after(process, PID, tid);
  }

  @Test
  void a_thread_goes_on_impersonating() throws Exception {
    impersonate(TID);
    assertThat(lives.belongs(process, PID, TID)).isTrue();
    assertThat(process.impersonation(TID)).isNotNull();
  }

  @Test
  void another_thread_of_the_same_number_does_not() throws Exception {
    impersonate(TID);
    births.put(TID, 2001L);
    assertThat(lives.belongs(process, PID, TID)).isTrue();
    assertThat(process.impersonation(TID)).isNull();
  }

  @Test
  void one_that_impersonates_again_later_is_remembered_as_what_it_is_then() throws Exception {
    impersonate(TID);
    machine.monitor.revert(new Caller(process, TID));
    lives.after(process, PID, TID);
    births.put(TID, 2001L);
    impersonate(TID);
    lives.belongs(process, PID, TID);
    assertThat(process.impersonation(TID)).isNotNull();
  }

  @Test
  void the_leading_thread_goes_on_whatever_it_executes() throws Exception {
    impersonate(PID);
    births.put(PID, 1001L);
    assertThat(lives.belongs(process, PID, PID)).isTrue();
    assertThat(process.impersonation(PID)).isNotNull();
  }

  @Test
  void a_thread_that_is_not_there_belongs_to_nobody() {
    assertThat(lives.belongs(process, PID, 999)).isFalse();
  }

  @Test
  void threads_that_end_as_they_impersonate_do_not_pile_up() throws Exception {
    births.put(TID + 1, 3000L);
    impersonate(TID);
    impersonate(TID + 1);
    for (int tid = TID + 2; tid < TID + 200; tid++) {
      births.put(tid, 4000L);
      impersonate(tid);
      births.remove(tid);
    }
    assertThat(process.impersonatingThreads()).hasSizeLessThan(8).contains(TID, TID + 1);
  }

  @Test
  void a_thread_that_has_ended_before_it_could_be_looked_at_impersonates_no_more() throws Exception {
    births.remove(TID);
    impersonate(TID);
    assertThat(process.impersonation(TID)).isNull();
  }

  @Test
  void a_thread_whose_impersonation_was_ended_for_it_is_forgotten() throws Exception {
    impersonate(TID);
    machine.monitor.endThread(process.key(), TID);
    lives.belongs(process, PID, TID);
    births.put(TID, 2001L);
    impersonate(TID);
    lives.belongs(process, PID, TID);
    assertThat(process.impersonation(TID)).isNotNull();
  }
}
