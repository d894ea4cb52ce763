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
  void a_child_is_reported_when_it_is_made_and_when_it_has_ended() throws Exception {
    try (ForkEvents events = ForkEvents.open()) {
      long before = System.nanoTime();
      int pid;
      try (Child child = Spawn.of(Command.of("true")).start()) {
        pid = child.pid();
        child.awaitExitStatus();
      }
      Set<Integer> forked = new HashSet<>();
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
              public void ended(int process) {
                ended.add(process);
              }
            });
      }
      assertThat(forked).containsExactly(pid);
      assertThat(ended).contains(pid);
    } catch (ErrnoException e) {
      Assumptions.abort("the kernel reports no forks here: " + e.getMessage());
    }
  }
}
