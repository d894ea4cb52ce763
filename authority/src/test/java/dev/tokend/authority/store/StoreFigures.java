package dev.tokend.authority.store;

import dev.tokend.kacs.sid.Sid;
import dev.tokend.linux.process.ProcessIds;
import dev.tokend.monitor.state.Token;
import dev.tokend.monitor.state.TokenBlueprint;
import dev.tokend.surface.protocol.PinName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** Measures what keeping costs (docs/durability.md, bench/durability): FOLDER TOKENS. */
final class StoreFigures {
  private static final int CHANGES = 20_000;
  private static final int ROUNDS = 5;
  private static final int USERS = 1000;

  private StoreFigures() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    Files.deleteIfExists(folder.resolve("tokend.state"));
    int tokens = Integer.parseInt(arguments[1]);
    try (Store store = open(folder)) {
      KeptWorld world = new KeptWorld(store);
      // The token that most others are like, with groups, privileges and a descriptor: that of an ordinary login.
      TokenBlueprint blueprint = world.login(KeptWorld.ALICE);
      double[] micros = new double[ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        long from = System.nanoTime();
        for (int i = 0; i < CHANGES / 2; i++) {
          world.keeping.begin();
          world.pin(1001, "x", world.monitor.keep(blueprint));
          require(world.keeping.keep());
          world.keeping.begin();
          world.unpin(new Recorder.PinKey(1001, new PinName("x")));
          require(world.keeping.keep());
        }
        micros[round] = (System.nanoTime() - from) / 1e3 / CHANGES;
      }
      print("a change is applied and written", best(micros), "us");
      double[] nanos = new double[ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        long from = System.nanoTime();
        for (int i = 0; i < 100 * CHANGES; i++) {
          world.keeping.flush();
        }
        nanos[round] = (System.nanoTime() - from) / 1.0 / (100 * CHANGES);
      }
      print("a request that changes nothing", best(nanos), "ns");
      long from = System.nanoTime();
      for (int i = 0; i < tokens; i++) {
        // One user's tokens may not hold that much.
        Sid user = Sid.of("S-1-5-21-10-20-30-" + (2000 + i % USERS));
        world.pin(i, "kept", world.monitor.keep(world.login(user)));
        world.keeping.flush();
      }
      print(tokens + " tokens are kept one after the other", (System.nanoTime() - from) / 1e6, "ms");
    }
    print("  size of the file", Files.size(folder.resolve("tokend.state")) / 1e6, "MB");
    for (int i = 0; i < 2; i++) {
      long from = System.nanoTime();
      long cpu = cpuNanos();
      try (Store store = open(folder)) {
        KeptWorld world = new KeptWorld(store);
        print("  until they are all there again", (System.nanoTime() - from) / 1e6, "ms");
        print("    of the processor's time", (cpuNanos() - cpu) / 1e6, "ms");
        long live = world.monitor.tokens().live().stream().filter(StoreFigures::isKept).count();
        require(live == tokens);
      }
    }
    long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    print("  heap in use then", used / 1e6, "MB");
  }

  private static long cpuNanos() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
  }

  private static boolean isKept(Token token) {
    return token.id() > 1000;
  }

  private static Store open(Path folder) throws Exception {
    return Store.open(folder, MemoryLog.BOOT.toString(), ProcessIds.effectiveUid());
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new AssertionError("it was not kept");
    }
  }

  private static double best(double[] rounds) {
    return Arrays.stream(rounds).min().orElseThrow();
  }

  private static void print(String what, double figure, String unit) {
    System.out.printf(Locale.ROOT, "%-55s %10.2f %s%n", what, figure, unit);
  }
}
