package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The short form of {@code bench/soak}: {@code -Dsoak.seconds=N} makes it longer, {@code -Dsoak.seed=N} draws the same,
 * {@code -Dsoak.report=FILE} keeps the table.
 */
class SoakTest {
  private static final int MOST_ROUND_SECONDS = 60;
  private static final int MOST_ROWS = 20;

  @Test
  void nothing_is_lost_and_nothing_left_whenever_clients_are_killed() throws Exception {
    RunsAsRoot.required();
    int seconds = Integer.getInteger("soak.seconds", 12);
    long seed = Long.getLong("soak.seed", System.nanoTime());
    System.out.println("soak.seed=" + seed);
    int ofRound = Math.min(MOST_ROUND_SECONDS, seconds / 2);
    try (Sandbox sandbox = Sandbox.create(); Soak soak = new Soak(sandbox, seed, programs(sandbox), true)) {
      SoakReport report = soak.run(seconds * 1000L, ofRound * 1000L);
      String table = report.table(MOST_ROWS);
      System.out.println(table);
      String file = System.getProperty("soak.report");
      if (file != null) {
        Files.writeString(Path.of(file), table);
      }
      assertThat(report.defects()).as("soak.seed=" + seed).isEmpty();
    }
  }

  /** Programs of the KACS interface, where there is a compiler for them. */
  private static List<List<String>> programs(Sandbox sandbox) throws Exception {
    if (sandbox.run(List.of("sh", "-c", "command -v gcc")).status() != 0) {
      System.out.println("no gcc: the load is without programs of the KACS interface");
      return List.of();
    }
    CPrograms programs = CPrograms.in(sandbox);
    return List.of(
        List.of(programs.program("story")),
        List.of(programs.program("lifecycle")),
        List.of(programs.program("many"), "50"));
  }
}
