package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What a client does to another one's answers: within how long 99 of a hundred come, compared with how long they take
 * alone, in turn and in one run. {@code -Dneighbours.rounds=N} makes it longer (bench/neighbours).
 *
 * <p>How Linux shares the processors out is kept out of it: the authority has one for itself, and it and the client that
 * is measured go before whatever else the machine does; the one that disturbs runs where and when nobody else does. What
 * the authority starts later, to close what was passed, has no such right.
 */
class NeighbourTest {
  private static final int MOST_TIMES = 3;
  private static final int SETTLE_MILLIS = 200;

  /** A process that does what a line says and answers with a line. */
  private record Told(Process process, Writer says, BufferedReader hears) implements AutoCloseable {
    static Told start(List<String> command) throws IOException {
      Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      return new Told(process, process.outputWriter(), process.inputReader());
    }

    String tell(String line) throws IOException {
      says.write(line + "\n");
      says.flush();
      return hears.readLine();
    }

    @Override
    public void close() {
      process.destroyForcibly().onExit().join();
    }
  }

  /** Processors of this machine that tests may use: the authority's and the clients'. */
  private static List<String> twoProcessors() throws IOException {
    List<String> two = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("Cpus_allowed_list:")) {
        for (String range : line.substring(line.indexOf('\t') + 1).split(",", -1)) {
          String[] ends = range.split("-", -1);
          for (int each = Integer.parseInt(ends[0]); each <= Integer.parseInt(ends[ends.length - 1]); each++) {
            two.add(Integer.toString(each));
          }
        }
      }
    }
    assumeTrue(two.size() >= 2, "needs two processors: one for the authority");
    return two.subList(0, 2);
  }

  private static List<String> on(String processor, List<String> command) {
    List<String> all = new ArrayList<>(List.of("taskset", "-c", processor));
    all.addAll(command);
    return all;
  }

  /** On the same processor, and only while nobody else wants it: what it does there is Linux's to share out. */
  private static List<String> whenIdleOn(String processor, List<String> command) {
    List<String> all = new ArrayList<>(List.of("chrt", "--idle", "0"));
    all.addAll(command);
    return on(processor, all);
  }

  private static void beforeAllOthers(Sandbox sandbox, String process) throws Exception {
    Outcome outcome = sandbox.run(List.of("chrt", "--all-tasks", "--reset-on-fork", "--rr", "--pid", "5", process));
    assumeTrue(outcome.status() == 0, "needs to run something in real time: " + outcome.err());
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static double p99(Told quiet, int requests) throws IOException {
    String[] words = quiet.tell(Integer.toString(requests)).split(" ", -1);
    return Long.parseLong(words[1]) / 1000.0;
  }

  @Test
  void a_client_that_misbehaves_leaves_another_its_answers() throws Exception {
    RunsAsRoot.required();
    int rounds = Integer.getInteger("neighbours.rounds", 5);
    int requests = Integer.getInteger("neighbours.requests", 500);
    Map<Neighbour.Way, List<Double>> disturbed = new EnumMap<>(Neighbour.Way.class);
    List<Double> alone = new ArrayList<>();
    Map<Neighbour.Way, Long> times = new EnumMap<>(Neighbour.Way.class);
    Map<Neighbour.Way, Told> neighbours = new EnumMap<>(Neighbour.Way.class);
    try (Sandbox sandbox = Sandbox.create()) {
      Path machine = sandbox.startMachine();
      List<String> processors = twoProcessors();
      String authority = Long.toString(sandbox.lastAuthority().pid());
      assertThat(sandbox.run(List.of("taskset", "-acp", processors.get(0), authority)).status()).isZero();
      beforeAllOthers(sandbox, authority);
      List<String> asking = User.ALICE.running(sandbox.java("dev.tokend.live.Quiet", machine.toString()));
      try (Told quiet = Told.start(on(processors.get(1), asking))) {
        // It has answered, so its threads are there: one that it starts later has no right of its own.
        p99(quiet, 1);
        beforeAllOthers(sandbox, Long.toString(quiet.process().pid()));
        for (Neighbour.Way way : Neighbour.Way.values()) {
          disturbed.put(way, new ArrayList<>());
          List<String> disturbing =
              User.BOB.running(sandbox.java("dev.tokend.live.Neighbour", machine.toString(), way.name()));
          neighbours.put(way, Told.start(whenIdleOn(processors.get(1), disturbing)));
        }
        p99(quiet, 4000);
        for (int round = -1; round < rounds; round++) {
          for (Neighbour.Way way : Neighbour.Way.values()) {
            Thread.sleep(SETTLE_MILLIS);
            double before = p99(quiet, requests);
            neighbours.get(way).tell("on");
            double beside = p99(quiet, requests);
            long done = Long.parseLong(neighbours.get(way).tell("off"));
            // The first round makes everything warm.
            if (round >= 0) {
              alone.add(before);
              disturbed.get(way).add(beside);
              times.merge(way, done, Long::sum);
            }
          }
        }
      } finally {
        neighbours.values().forEach(Told::close);
      }
    }
    System.out.printf(Locale.ROOT, "alone: 99 of 100 within %.0f us%n", median(alone));
    for (Neighbour.Way way : Neighbour.Way.values()) {
      double ratio = median(disturbed.get(way)) / median(alone);
      System.out.printf(
          Locale.ROOT, "%s: %.0f us, %.2f times; it did something %d times%n", way, median(disturbed.get(way)), ratio,
          times.get(way));
    }
    for (Neighbour.Way way : Neighbour.Way.values()) {
      assertThat(median(disturbed.get(way)))
          .as("%s, against %.0f us alone", way, median(alone))
          .isLessThan(MOST_TIMES * median(alone));
      assertThat(times.get(way)).as("how often %s", way).isPositive();
    }
  }
}
