package dev.tokend.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks with the options of JMH, and prints one table: time and allocation of each. The best of the
 * iterations is what the code takes; what else runs on the machine shows in the mean.
 */
public final class Table {
  private static final String ROW = "%-64s %10s %10s %10s%n";

  private Table() {}

  /** The arguments are those of JMH: a pattern of names, {@code -p size=10x20}, {@code -f}, {@code -i}, and so on. */
  public static void main(String[] args) throws RunnerException, CommandLineOptionException {
    Collection<RunResult> results = new Runner(new OptionsBuilder()
        .parent(new CommandLineOptions(args))
        .addProfiler(GCProfiler.class)
        .build()).run();
    System.out.printf("%n" + ROW, "benchmark", "best ns", "mean ns", "bytes");
    for (RunResult result : results) {
      Result<?> time = result.getPrimaryResult();
      Result<?> allocation = result.getSecondaryResults().get("gc.alloc.rate.norm");
      System.out.printf(
          ROW,
          name(result),
          String.format("%.1f", time.getStatistics().getMin()),
          String.format("%.1f", time.getScore()),
          allocation == null ? "?" : String.format("%.0f", allocation.getScore()));
    }
  }

  private static String name(RunResult result) {
    String benchmark = result.getParams().getBenchmark();
    List<String> parts = new ArrayList<>();
    parts.add(benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1));
    for (String key : result.getParams().getParamsKeys()) {
      parts.add(key + "=" + result.getParams().getParam(key));
    }
    return String.join(" ", parts);
  }
}
