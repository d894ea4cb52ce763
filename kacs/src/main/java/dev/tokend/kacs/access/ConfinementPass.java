package dev.tokend.kacs.access;

import org.jspecify.annotations.Nullable;

/**
 * Stage 9: a confined subject keeps only what its package or a capability is granted as well, KACS v0.22 §10.6.
 *
 * <p>Absolute: what privileges gave is cut too, and the package has no implicit rights of an owner.
 */
final class ConfinementPass {
  private ConfinementPass() {}

  /** What is left of the rights of an object without object types. */
  static int run(AccessRequest request, int granted, @Nullable Trace trace) {
    Trace.enter(trace, Stage.CONFINEMENT);
    long second = DaclPass.run(request, View.CONFINEMENT, Cell.EMPTY, trace);
    report(0, granted & ~Cell.granted(second), trace);
    return granted & Cell.granted(second);
  }

  /** As {@link #run}, for every node; narrows {@code granted}. */
  static void runTree(AccessRequest request, ObjectTypeList types, int[] granted, @Nullable Trace trace) {
    Trace.enter(trace, Stage.CONFINEMENT);
    long[] second = TreeDaclPass.run(request, View.CONFINEMENT, types, Cell.EMPTY, trace);
    for (int node = 0; node < granted.length; node++) {
      report(node, granted[node] & ~Cell.granted(second[node]), trace);
      granted[node] &= Cell.granted(second[node]);
    }
  }

  private static void report(int node, int removed, @Nullable Trace trace) {
    if (trace != null && removed != 0) {
      trace.report(new TraceEvent.BitsRemoved(
          Stage.CONFINEMENT, node, removed, new Cause.NotGrantedTo(View.CONFINEMENT)));
    }
  }
}
