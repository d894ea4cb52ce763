package dev.tokend.bench;

import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.operation.adjust.AdjustPrivileges;
import dev.tokend.monitor.operation.derive.Duplicate;
import dev.tokend.monitor.operation.open.OpenProcess;
import dev.tokend.monitor.operation.open.OpenSelf;
import dev.tokend.monitor.operation.open.TargetProcess;
import dev.tokend.monitor.operation.process.NewProcess;
import dev.tokend.monitor.operation.query.Query;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Handle;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What the monitor's operations take with a thousand tokens and with a million, and what a token takes.
 *
 * <p>Prints lines of a size, a tab, what, a tab, and a number: nanoseconds for operations, for {@code memory} the bytes of
 * a token with all that is made with it, for the others how many there are.
 */
public final class Scale {
  private static final int[] SIZES = {1_000, 10_000, 100_000, 1_000_000};
  private static final int FEW = 50;
  private static final int BATCH = 500;
  private static final int BATCHES = 60;
  private static final int MAXIMUM_ALLOWED = 0x0200_0000;
  private static final int CHANGE_NOTIFY = 23;

  private final Population population = new Population();
  private final SplittableRandom random = new SplittableRandom(7);
  private int next = 500_000_000;

  private Scale() {}

  /** One operation on something. */
  private interface Step {
    void run(int index) throws Refusal;
  }

  /** Runs; no arguments. */
  public static void main(String[] args) throws Refusal {
    new Scale().run();
  }

  private void run() throws Refusal {
    population.growTo(SIZES[0]);
    // Compiled before anything is measured.
    for (int i = 0; i < 5; i++) {
      operations(-1);
    }
    for (int size : SIZES) {
      int before = population.monitor.tokens().live().size();
      long usedBefore = used();
      population.growTo(size);
      int made = population.monitor.tokens().live().size() - before;
      if (made > BATCH) {
        print(size, "memory", (used() - usedBefore) / made);
      }
      print(size, "sessions", population.sessions.size());
      print(size, "processes", population.processes.size());
      print(size, "handles", population.handles.size());
      // Each process acts once: what is made for that is not the operation's.
      ProcessTableListing.of(population);
      operations(size);
    }
    listing();
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static void print(int size, String what, long number) {
    if (size > 0) {
      System.out.println(size + "\t" + what + "\t" + number);
    }
  }

  private void operations(int size) throws Refusal {
    Monitor monitor = population.monitor;
    measure(size, "open_self, close", i ->
        monitor.close(monitor.openSelf(new OpenSelf.Request(population.caller(i), 0, Population.QUERY))));
    measure(size, "query", i -> {
      Handle handle = population.handles.get(i % population.handles.size());
      monitor.query(new Query.Request(handle, QueryClass.USER.number(), Query.Request.UNBOUNDED));
    });
    measure(size, "open_process, close", i -> {
      Caller caller = population.caller(i);
      TargetProcess target = new TargetProcess.Present(caller.process());
      monitor.close(monitor.openProcess(new OpenProcess.Request(caller, target, Population.QUERY)));
    });
    measure(size, "duplicate, close", i -> {
      Caller caller = population.caller(i);
      Handle handle = monitor.openSelf(new OpenSelf.Request(caller, 0, MAXIMUM_ALLOWED));
      monitor.close(monitor.duplicate(new Duplicate.Request(caller, handle, MAXIMUM_ALLOWED, 2, 2)));
      monitor.close(handle);
    });
    measure(size, "adjust_privs", i -> {
      Handle handle = monitor.openSelf(new OpenSelf.Request(population.caller(i), 0, MAXIMUM_ALLOWED));
      monitor.adjustPrivileges(
          new AdjustPrivileges.Request(handle, 0, List.of(new AdjustPrivileges.Entry(CHANGE_NOTIFY, 2))));
      monitor.close(handle);
    });
    measure(size, "mint, end", i -> monitor.letGo(monitor.keep(population.blueprint(i))));
    measure(size, "new process, end", i -> {
      long key = Population.key(next++);
      monitor.newProcess(new NewProcess.Request(population.caller(i), key));
      monitor.endProcess(key);
    });
  }

  /** On some of all there are, at random, and on the same few whatever there are beside them. */
  private void measure(int size, String what, Step step) throws Refusal {
    print(size, what + " of few", least(step, FEW));
    print(size, what, least(step, 1 << 30));
  }

  /** The least of batches: what else the machine does only adds to it. */
  private long least(Step step, int of) throws Refusal {
    long least = Long.MAX_VALUE;
    for (int batch = 0; batch < BATCHES; batch++) {
      long begin = System.nanoTime();
      for (int i = 0; i < BATCH; i++) {
        step.run(random.nextInt(of));
      }
      least = Math.min(least, (System.nanoTime() - begin) / BATCH);
    }
    return least;
  }

  /** What `ps` asks of the monitor: a look at every process with the caller's rights. Best of some. */
  private void listing() throws Refusal {
    long best = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      long begin = System.nanoTime();
      ProcessTableListing.of(population);
      best = Math.min(best, System.nanoTime() - begin);
    }
    print(population.processes.size(), "ps", best);
  }
}
