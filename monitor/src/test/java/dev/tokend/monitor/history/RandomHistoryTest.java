package dev.tokend.monitor.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.event.SessionDestroyed;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.HolderKind;
import dev.tokend.monitor.state.LogonSession;
import dev.tokend.monitor.state.Token;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Long random histories of many callers, with every invariant after every step. {@code -Dseed=N} repeats one. */
class RandomHistoryTest {
  private static final int HISTORIES = 100;
  private static final int STEPS = 400;

  private final TreeMap<String, Integer> done = new TreeMap<>();

  @Test
  void invariants_hold_through_random_histories() {
    if (Histories.play(HISTORIES, this::history)) {
      // A history that never gets anywhere would prove nothing: each kind of step has succeeded, and not only once.
      assertThat(done).hasSizeGreaterThanOrEqualTo(27);
      assertThat(done).allSatisfy((step, count) -> assertThat(count).as(step).isGreaterThanOrEqualTo(3));
    }
  }

  private void history(SplittableRandom random) {
    Pools pools = new Pools(random);
    Steps steps = new Steps(pools);
    Invariants invariants = new Invariants(pools);
    for (int i = 0; i < STEPS; i++) {
      int handles = pools.handles.size();
      int held = pools.held.size();
      try {
        done.merge(steps.run(), 1, Integer::sum);
        invariants.check();
      } catch (Refusal refusal) {
        assertThat(refusal.check()).startsWith("tokens §");
        invariants.checkUnchanged(handles, held);
      }
    }
    everythingGoesInTheEnd(pools);
  }

  private static void everythingGoesInTheEnd(Pools pools) {
    Monitor monitor = pools.world.monitor;
    pools.handles.forEach(monitor::close);
    pools.held.forEach(monitor::letGo);
    for (Caller caller : pools.callers) {
      monitor.endProcess(caller.process().key());
    }
    pools.world.anchors.forEach(monitor::letGo);
    assertThat(monitor.processes().all()).isEmpty();
    // What is left are the built-in tokens and a pair that somebody linked in their sessions, which never end.
    for (Token token : monitor.tokens().live()) {
      assertThat(token.session().id()).isBetween(998L, 999L);
      assertThat(token.references(HolderKind.BUILT_IN) + token.references(HolderKind.PAIR_SLOT)).isEqualTo(1);
      assertThat(token.references()).isEqualTo(1);
    }
    for (LogonSession session : monitor.sessions().published()) {
      assertThat(session.pair() == null || session.id() < 1000).isTrue();
    }
    assertThat(
            pools.world.events.stream()
                .filter(SessionDestroyed.class::isInstance)
                .collect(Collectors.groupingBy(e -> ((SessionDestroyed) e).sessionId(), Collectors.counting()))
                .values())
        .allMatch(count -> count == 1);
  }
}
