package dev.tokend.kacs.access;

import dev.tokend.kacs.sd.AccessMask;
import org.jspecify.annotations.Nullable;

/**
 * Stage 5: a process that does not dominate the object's trust label keeps only the label's mask, KACS v0.22 §10.7.
 *
 * <p>It takes away what privileges gave as well, and nothing later gives it back.
 */
final class ProcessTrust {
  private ProcessTrust() {}

  /** Takes from what is granted, and decides as refused, what the trust label withholds. */
  static long apply(AccessRequest request, long cell, @Nullable Trace trace) {
    int withheld = withheld(request);
    if (withheld == 0) {
      return cell;
    }
    if (trace != null) {
      report(request, cell, withheld, trace);
    }
    return Cell.of(Cell.granted(cell) & ~withheld, Cell.decided(cell) | withheld);
  }

  /** The bits that the object's trust label keeps from the calling process; 0 without a label, or if dominated. */
  static int withheld(AccessRequest request) {
    SaclMetadata metadata = request.object().metadata();
    PipLabel required = metadata.trustLabel();
    if (required == null || request.callerPip().dominates(required)) {
      return 0;
    }
    return (request.allBits() | AccessMask.ACCESS_SYSTEM_SECURITY) & ~request.mapping().map(metadata.trustMask());
  }

  private static void report(AccessRequest request, long cell, int withheld, Trace trace) {
    PipLabel required = request.object().metadata().trustLabel();
    if (required == null) {
      return;
    }
    Cause cause = new Cause.ByTrustLabel(required);
    trace.report(new TraceEvent.StageEntered(Stage.PROCESS_TRUST));
    trace.report(new TraceEvent.BitsDecided(
        Stage.PROCESS_TRUST, TraceEvent.ALL_NODES, Cell.undecided(cell, withheld), false, cause));
    trace.report(new TraceEvent.BitsRemoved(
        Stage.PROCESS_TRUST, TraceEvent.ALL_NODES, Cell.granted(cell) & withheld, cause));
  }
}
