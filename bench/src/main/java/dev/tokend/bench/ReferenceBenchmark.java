package dev.tokend.bench;

import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What a check of the same size is compared to: one look-up in a {@link HashSet} of the groups for the SID of each ACE,
 * and nothing of what a check decides.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ReferenceBenchmark {
  /** ACEs x groups. */
  @Param({"3x12", "10x20", "100x200"})
  public String size = "";

  private final Set<Sid> groups = new HashSet<>();
  private Sid[] sids = {};

  /** Makes the SIDs of the DACL and the set of groups. */
  @Setup
  public void prepare() {
    String[] parts = size.split("x", -1);
    int count = Integer.parseInt(parts[1]);
    for (SidAndAttributes group : Samples.subject(count).user(Sid.of("S-1-1-0")).build().groups()) {
      groups.add(group.sid());
    }
    sids = Samples.sids(Samples.descriptor(Integer.parseInt(parts[0]), count));
  }

  /** How many of the SIDs are among the groups. */
  @Benchmark
  public int hashSetLookUps() {
    int found = 0;
    for (Sid sid : sids) {
      found += groups.contains(sid) ? 1 : 0;
    }
    return found;
  }
}
