package dev.tokend.bench;

import dev.tokend.kacs.access.AccessCheck;
import dev.tokend.kacs.access.AccessRequest;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One prepared descriptor and one subject that all threads check with; as many threads as JMH is told to use. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SharedCheckBenchmark {
  private final AccessRequest request = Samples.request(Samples.subject(20), Samples.descriptor(10, 20));

  /** The rights and whether they are enough; time of one thread. */
  @Benchmark
  public long packed() {
    return AccessCheck.granted(request);
  }
}
