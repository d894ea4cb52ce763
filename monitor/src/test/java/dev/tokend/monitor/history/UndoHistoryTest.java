package dev.tokend.monitor.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.monitor.Snapshot;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.HeldToken;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Random histories in which every other step is undone, and then never was. {@code -Dseed=N} repeats one. */
class UndoHistoryTest {
  private static final int HISTORIES = 30;
  private static final int STEPS = 300;

  private final TreeMap<String, Integer> undone = new TreeMap<>();

  @Test
  void what_is_rolled_back_never_was() {
    if (Histories.play(HISTORIES, this::history)) {
      assertThat(undone).hasSizeGreaterThanOrEqualTo(27);
    }
  }

  private void history(SplittableRandom random) {
    Pools pools = new Pools(random);
    Steps steps = new Steps(pools);
    Invariants invariants = new Invariants(pools);
    for (int i = 0; i < STEPS; i++) {
      if (random.nextBoolean()) {
        undo(pools, steps);
      } else {
        pools.world.monitor.begin();
        try {
          steps.run();
        } catch (Refusal refusal) {
          assertThat(refusal.check()).startsWith("tokens §");
        }
        pools.world.monitor.commit();
      }
      invariants.check();
    }
  }

  private void undo(Pools pools, Steps steps) {
    String before = Snapshot.of(pools.world.monitor);
    int told = pools.world.events.size();
    List<Handle> handles = List.copyOf(pools.handles);
    List<HeldToken> held = List.copyOf(pools.held);
    List<Caller> callers = List.copyOf(pools.callers);
    pools.world.monitor.begin();
    try {
      undone.merge(steps.run(), 1, Integer::sum);
    } catch (Refusal refusal) {
      undone.merge("refused", 1, Integer::sum);
    }
    assertThat(pools.world.events).as("an event of what may be undone").hasSize(told);
    List<Handle> opened = pools.handles.stream().filter(handle -> !handles.contains(handle)).toList();
    pools.world.monitor.rollBack();
    assertThat(Snapshot.of(pools.world.monitor)).isEqualTo(before);
    assertThat(pools.world.events).hasSize(told);
    assertThat(handles).allMatch(Handle::isOpen);
    assertThat(opened).noneMatch(Handle::isOpen);
    pools.handles.clear();
    pools.handles.addAll(handles);
    pools.held.clear();
    pools.held.addAll(held);
    pools.callers.clear();
    pools.callers.addAll(callers);
  }
}
