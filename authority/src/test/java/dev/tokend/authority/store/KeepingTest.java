package dev.tokend.authority.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.catalog.LogonType;
import dev.tokend.monitor.operation.open.OpenKept;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.rights.TokenRights;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.HeldToken;
import dev.tokend.monitor.state.SessionBlueprint;
import dev.tokend.monitor.state.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Random histories, of which at every moment what is kept must be what there is. {@code -Dseed=N} repeats one. */
class KeepingTest {
  private static final int HISTORIES = 25;
  private static final int STEPS = 100;
  private static final int MOST_AT_START = StateBytes.HEADER_SIZE + StateBytes.RECORD_HEADER_SIZE + 22;

  private final TreeMap<String, Integer> done = new TreeMap<>();

  private interface History {
    void play(KeptWorld world, KeptSteps steps, SplittableRandom random) throws Exception;
  }

  private static void histories(int count, History history) {
    Long fixed = Long.getLong("seed");
    SplittableRandom seeds = new SplittableRandom();
    for (int i = 0; i < (fixed == null ? count : 1); i++) {
      long seed = fixed == null ? seeds.nextLong() : fixed;
      try {
        SplittableRandom random = new SplittableRandom(seed);
        KeptWorld world = new KeptWorld();
        history.play(world, new KeptSteps(world, random), random);
      } catch (Exception | AssertionError failure) {
        throw new AssertionError("failed with -Dseed=" + seed + ": " + failure, failure);
      }
    }
  }

  @Test
  void what_is_put_back_is_what_there_was() {
    histories(
        HISTORIES,
        (world, steps, random) -> {
          for (int i = 0; i < STEPS; i++) {
            done.merge(steps.kept(), 1, Integer::sum);
            Map<String, String> view = world.view();
            assertThat(KeptWorld.view(KeptWorld.read(world.log.bytes()))).isEqualTo(view);
            KeptWorld again = new KeptWorld(world.log.bytes(), Set.of());
            assertThat(again.view()).isEqualTo(view);
            assertThat(again.log.size()).as("nothing but ids is written at first").isLessThanOrEqualTo(MOST_AT_START);
            assertThat(again.monitor.tokens().nextId()).isGreaterThanOrEqualTo(world.monitor.tokens().nextId());
            assertThat(again.monitor.sessions().nextId()).isGreaterThanOrEqualTo(world.monitor.sessions().nextId());
          }
        });
    assertThat(done).hasSizeGreaterThanOrEqualTo(19);
    assertThat(done).allSatisfy((step, count) -> assertThat(count).as(step).isPositive());
  }

  @Test
  void what_died_meanwhile_has_ended_as_if_it_had_been_seen() {
    histories(
        HISTORIES,
        (world, steps, random) -> {
          for (int i = 0; i < STEPS; i++) {
            steps.kept();
          }
          Set<Long> ended = new HashSet<>();
          for (long process : List.copyOf(world.processes.keySet())) {
            if (random.nextBoolean()) {
              ended.add(process);
            }
          }
          KeptWorld again = new KeptWorld(world.log.bytes(), ended);
          int told = world.events.size();
          ended.forEach(world.monitor::endProcess);
          assertThat(again.view()).isEqualTo(world.view());
          assertThat(again.events).containsExactlyInAnyOrderElementsOf(world.events.subList(told, world.events.size()));
          assertThat(new KeptWorld(again(world.log, again.log), Set.of()).view()).isEqualTo(world.view());
        });
  }

  /** One file: the second authority goes on in the first one's. */
  private static byte[] again(MemoryLog first, MemoryLog second) {
    byte[] before = first.bytes();
    byte[] after = second.bytes();
    byte[] both = Arrays.copyOf(before, before.length + after.length - StateBytes.HEADER_SIZE);
    System.arraycopy(
        after, StateBytes.HEADER_SIZE, both, before.length, after.length - StateBytes.HEADER_SIZE);
    return both;
  }

  @Test
  void what_cannot_be_written_is_not_done() {
    histories(
        HISTORIES,
        (world, steps, random) -> {
          int undone = 0;
          for (int i = 0; i < STEPS; i++) {
            byte[] before = world.log.bytes();
            Map<String, String> view = world.view();
            String snapshot = Snapshots.of(world.monitor);
            int told = world.events.size();
            world.log.isFull(random.nextInt(3) == 0);
            world.keeping.begin();
            try {
              steps.run();
            } catch (Refusal refusal) {
              world.log.isFull(false);
              world.keeping.failed();
              continue;
            }
            if (!world.keeping.keep()) {
              undone++;
              assertThat(world.view()).isEqualTo(view);
              assertThat(Snapshots.of(world.monitor)).isEqualTo(snapshot);
              assertThat(world.events).hasSize(told);
              assertThat(world.log.bytes()).isEqualTo(before);
              assertThat(world.keeping.trouble()).isEqualTo("no room");
            }
          }
          world.log.isFull(false);
          world.keeping.flush();
          assertThat(world.keeping.trouble()).isNull();
          assertThat(undone).isPositive();
          assertThat(new KeptWorld(world.log.bytes(), Set.of()).view()).isEqualTo(world.view());
        });
  }

  @Test
  void wherever_it_was_cut_off_it_tells_the_state_before_or_after_that_record() {
    histories(
        4,
        (world, steps, random) -> {
          List<Map<String, String>> views = new ArrayList<>();
          views.add(Map.of());
          while (world.log.ends().size() < 25) {
            int records = world.log.ends().size();
            steps.kept();
            for (int i = records; i < world.log.ends().size(); i++) {
              byte[] bytes = Arrays.copyOf(world.log.bytes(), world.log.ends().get(i));
              views.add(KeptWorld.view(KeptWorld.read(bytes)));
            }
          }
          byte[] all = world.log.bytes();
          List<Integer> ends = world.log.ends();
          int first = ends.size() - views.size() + 1;
          for (int length = ends.get(first); length <= all.length; length++) {
            int cut = length;
            long whole = ends.stream().filter(end -> end <= cut).count();
            Map<String, String> told = KeptWorld.view(KeptWorld.read(Arrays.copyOf(all, length)));
            assertThat(told).as("cut at %d", length).isEqualTo(views.get((int) whole - first));
          }
        });
  }

  @Test
  void a_file_grows_in_proportion_to_what_it_keeps() throws Exception {
    KeptWorld world = new KeptWorld();
    KeptSteps steps = new KeptSteps(world, new SplittableRandom(7));
    for (int i = 0; i < 4000; i++) {
      steps.kept();
      if (world.pins.size() > 20) {
        world.unpin(world.pins.keySet().iterator().next());
        world.keeping.flush();
      }
    }
    assertThat(world.log.rewritten()).isPositive();
    long kept = world.view().values().stream().mapToLong(hex -> hex.length() / 2).sum();
    assertThat(world.log.size()).isLessThan(3 * kept + 2 * (64 << 10));
    assertThat(new KeptWorld(world.log.bytes(), Set.of()).view()).isEqualTo(world.view());
  }

  @Test
  void ids_that_are_not_on_record_are_not_handed_out() throws Exception {
    KeptWorld world = new KeptWorld();
    long recorded = KeptWorld.read(world.log.bytes()).ids().orElseThrow().sessions();
    world.log.isFull(true);
    long last = 0;
    boolean refused = false;
    while (!refused) {
      try {
        // A session that nobody asked for is not kept, but its id must never come again.
        last =
            world
                .monitor
                .openSession(
                    new SessionBlueprint(
                        LogonType.BATCH, "Linux", KeptWorld.ALICE, KeptWorld.NOW))
                .id();
        world.keeping.flush();
      } catch (Refusal refusal) {
        refused = true;
      }
    }
    assertThat(last).isEqualTo(recorded - 1);
    world.log.isFull(false);
    world.keeping.flush();
    assertThat(new KeptWorld(world.log.bytes(), Set.of()).monitor.sessions().nextId()).isGreaterThan(last);
  }

  @Test
  void an_orderly_end_leaves_no_gap_in_the_ids() throws Exception {
    KeptWorld world = new KeptWorld();
    long tokens = world.monitor.tokens().nextId();
    world.keeping.end();
    KeptWorld again = new KeptWorld(world.log.bytes(), Set.of());
    assertThat(again.monitor.tokens().nextId()).isEqualTo(tokens);
  }

  @Test
  void a_handle_goes_on_if_its_end_is_handed_over_and_ends_if_not() throws Exception {
    KeptWorld world = new KeptWorld();
    List<Token> tokens = new ArrayList<>();
    for (long cookie = 0; cookie < 4; cookie++) {
      HeldToken held = world.monitor.keep(world.login(KeptWorld.ALICE));
      Handle handle =
          world.monitor.openKept(new OpenKept.Request(world.system(), held, TokenRights.QUERY | TokenRights.DUPLICATE));
      world.monitor.letGo(held);
      tokens.add(handle.token());
      world.left.put(
          cookie, new Entry.OfHandle(cookie, cookie, handle.token().id(), handle.mask(), handle.kind(), 1001));
      world.recorder.handleChanged(cookie);
    }
    world.keeping.end();
    KeptWorld again = new KeptWorld(world.log.bytes(), Set.of());
    assertThat(again.handles).containsOnlyKeys(0L, 2L);
    for (long cookie = 0; cookie < 4; cookie += 2) {
      Handle handle = again.handles.get(cookie);
      assertThat(handle.token().id()).isEqualTo(tokens.get((int) cookie).id());
      assertThat(handle.token().blueprint()).isEqualTo(tokens.get((int) cookie).blueprint());
      assertThat(handle.mask()).isEqualTo(TokenRights.QUERY | TokenRights.DUPLICATE);
      assertThat(again.monitor.tokens().find(tokens.get((int) cookie + 1).id())).isNull();
    }
    byte[] both = again(world.log, again.log);
    assertThat(KeptWorld.view(KeptWorld.read(both))).as("they are kept by nobody but their holders").isEmpty();
  }
}
