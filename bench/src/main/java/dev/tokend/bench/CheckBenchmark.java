package dev.tokend.bench;

import dev.tokend.kacs.access.AccessCheck;
import dev.tokend.kacs.access.AccessDecision;
import dev.tokend.kacs.access.AccessRequest;
import dev.tokend.kacs.access.PackedDecision;
import dev.tokend.kacs.access.RecordingTrace;
import dev.tokend.kacs.sd.AccessMask;
import dev.tokend.kacs.sid.GroupAttributes;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One check of a prepared descriptor, by what the request is and by how much is wanted of the answer. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CheckBenchmark {
  /** ACEs x groups. */
  @Param({"3x12", "3x40", "3x200", "10x12", "10x20", "10x40", "10x200", "100x12", "100x40", "100x200"})
  public String size = "";

  /** What kind of request it is. */
  @Param({"plain", "restricted", "conditional", "maximum"})
  public String kind = "";

  private AccessRequest request = Samples.request(Samples.subject(1), Samples.descriptor(1, 1));

  /** Makes the request, and refuses to measure one that is denied. */
  @Setup
  public void prepare() {
    String[] parts = size.split("x", -1);
    int aces = Integer.parseInt(parts[0]);
    int groups = Integer.parseInt(parts[1]);
    AccessRequest plain = Samples.request(Samples.subject(groups), Samples.descriptor(aces, groups));
    request = switch (kind) {
      case "restricted" -> plain.withSubject(plain.subject().toBuilder()
          .restrictedSids(List.of(
              new SidAndAttributes(Sid.of(Samples.group(groups - 1)), GroupAttributes.ENABLED)))
          .build());
      case "conditional" ->
          Samples.request(Samples.subject(groups), Samples.conditionalDescriptor(aces, groups));
      case "maximum" -> plain.withDesired(AccessMask.MAXIMUM_ALLOWED);
      default -> plain;
    };
    if (!PackedDecision.allowed(AccessCheck.granted(request))) {
      throw new IllegalStateException("denied");
    }
  }

  /** The rights and whether they are enough. */
  @Benchmark
  public long packed() {
    return AccessCheck.granted(request);
  }

  /** The decision with its events. */
  @Benchmark
  public AccessDecision record() {
    return AccessCheck.check(request);
  }

  /** The decision and every step to it. */
  @Benchmark
  public AccessDecision traced() {
    return AccessCheck.check(request, new RecordingTrace());
  }
}
