package dev.tokend.bench;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.access.PreparedDescriptor;
import dev.tokend.kacs.sd.SecurityDescriptor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What an object costs before its first check: reading its descriptor, and preparing it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ParseBenchmark {
  /** The number of ACEs. */
  @Param({"3", "10", "100"})
  public int aces;

  private byte[] bytes = {};
  private SecurityDescriptor descriptor = SecurityDescriptor.builder().build();

  /** Makes the descriptor. */
  @Setup
  public void prepare() {
    descriptor = Samples.descriptor(aces, 20);
    bytes = descriptor.toByteArray();
  }

  /** Bytes to descriptor. */
  @Benchmark
  public SecurityDescriptor parse() throws MalformedException {
    return SecurityDescriptor.parse(bytes);
  }

  /** Descriptor to what the check reads. */
  @Benchmark
  public PreparedDescriptor prepareForChecks() {
    return PreparedDescriptor.of(descriptor);
  }
}
