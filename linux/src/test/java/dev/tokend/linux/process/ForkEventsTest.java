package dev.tokend.linux.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.event.Events;
import dev.tokend.linux.event.Poll;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class ForkEventsTest {
  @Test
  void a_child_is_reported_when_it_is_made_and_executes_and_has_ended() throws Exception {
    try (ForkEvents events = ForkEvents.open()) {
      long before = System.nanoTime();
      int pid;
      try (Child child = Spawn.of(Command.of("true")).start()) {
        pid = child.pid();
        child.awaitExitStatus();
      }
      Set<Integer> forked = new HashSet<>();
      Set<Integer> executed = new HashSet<>();
      Set<Integer> ended = new HashSet<>();
      while (!ended.contains(pid) && (Poll.await(events.number(), Events.IN, 10_000) & Events.IN) != 0) {
        events.read(
            new ForkEvents.Listener() {
              @Override
              public void forked(int parent, int child, long nanoTime) {
                if (child == pid) {
                  assertThat(parent).isEqualTo(ProcessIds.pid());
                  assertThat(nanoTime - before).isNotNegative();
                  forked.add(child);
                }
              }

              @Override
              public void executed(int process) {
                if (process == pid) {
                  executed.add(process);
                }
              }

              @Override
              public void ended(int process) {
                ended.add(process);
              }

              @Override
              public void lost() {}
            });
      }
      assertThat(forked).containsExactly(pid);
      assertThat(executed).containsExactly(pid);
      assertThat(ended).contains(pid);
    } catch (ErrnoException e) {
      Assumptions.abort("the kernel reports no forks here: " + e.getMessage());
    }
  }

  private static final class Losses implements ForkEvents.Listener {
    private int losses;

    @Override
    public void forked(int parent, int child, long nanoTime) {}

    @Override
    public void executed(int process) {}

    @Override
    public void ended(int process) {}

    @Override
    public void lost() {
      losses++;
    }
  }

  @Test
  void it_is_told_when_there_were_more_reports_than_are_kept() throws Exception {
    try (ForkEvents events = ForkEvents.open()) {
      Losses losses = new Losses();
      for (int children = 0; children < 20_000 && losses.losses == 0; children += 500) {
        for (int i = 0; i < 500; i++) {
          try (Child child = Spawn.of(Command.of("true")).start()) {
            child.awaitExitStatus();
          }
        }
        events.read(losses);
      }
      assertThat(losses.losses).isPositive();
    } catch (ErrnoException e) {
      Assumptions.abort("the kernel reports no forks here: " + e.getMessage());
    }
  }
}
