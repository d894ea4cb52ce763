package dev.tokend.live;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.surface.client.RefusedException;
import dev.tokend.surface.client.TokenClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * A process of many threads, each of which asks an authority for one thing after another, drawn from a seed: socket,
 * milliseconds, seed, threads. It tells how often each ended in which way, and then each defect on a line of its own,
 * an error that the operation does not document.
 */
final class Burst {
  private final Path socket;
  private final long until;
  private final Map<String, LongAdder> outcomes = new ConcurrentSkipListMap<>();
  private final Map<String, String> defects = new ConcurrentSkipListMap<>();

  private Burst(Path socket, long until) {
    this.socket = socket;
    this.until = until;
  }

  public static void main(String[] arguments) throws Exception {
    long until = System.currentTimeMillis() + Long.parseLong(arguments[1]);
    Burst burst = new Burst(Path.of(arguments[0]), until);
    SplittableRandom seeds = new SplittableRandom(Long.parseLong(arguments[2]));
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(arguments[3]); i++) {
      SplittableRandom random = seeds.split();
      threads.add(Thread.ofPlatform().name("burst-" + i).start(() -> burst.run(random)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    new TreeMap<>(burst.outcomes).forEach((outcome, count) -> System.out.println(outcome + " " + count));
    burst.defects.forEach((where, what) -> System.out.println("DEFECT " + where + ": " + what));
  }

  private void run(SplittableRandom random) {
    while (System.currentTimeMillis() < until) {
      try (TokenClient client = Sandbox.connect(socket).forCallingThreads()) {
        BurstSteps steps = new BurstSteps(client, random);
        for (int i = 0; i < 40 && System.currentTimeMillis() < until; i++) {
          one(steps, BurstSteps.Kind.values()[random.nextInt(BurstSteps.Kind.values().length)]);
        }
        steps.end();
      } catch (Exception e) {
        defects.put("connection", e.toString());
      }
    }
  }

  private void one(BurstSteps steps, BurstSteps.Kind kind) {
    String outcome;
    try {
      steps.step(kind);
      outcome = "done";
    } catch (RefusedException e) {
      Errno errno = e.failure().errno();
      outcome = errno.name();
      if (!kind.errors().contains(errno)) {
        defects.put(kind + " " + errno, e.failure().reason() + "; " + e.failure().check());
      }
    } catch (Exception e) {
      outcome = e.getClass().getSimpleName();
      defects.put(kind + " " + outcome, e.toString());
    }
    outcomes.computeIfAbsent(kind + " " + outcome, key -> new LongAdder()).increment();
  }
}
