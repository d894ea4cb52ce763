package dev.tokend.kacs.access;

import dev.tokend.kacs.sd.AccessMask;
import org.jspecify.annotations.Nullable;

/**
 * Stage 8: a restricted subject keeps what its restricting SIDs are granted as well, and what privileges gave it, KACS
 * v0.22 §10.4.
 *
 * <p>The second reading starts from nothing: labels and privileges are not asked again, the intersection brings them
 * along.
 */
final class RestrictedPass {
  private RestrictedPass() {}

  /**
   * What is left of the rights of an object without object types.
   *
   * @param granted the rights so far
   * @param spared those that privileges gave and the trust label left
   */
  static int run(AccessRequest request, int granted, int spared, @Nullable Trace trace) {
    Trace.enter(trace, Stage.RESTRICTED);
    long second = DaclPass.run(request, View.RESTRICTED, Cell.EMPTY, trace);
    return granted & keep(request, 0, granted, Cell.granted(second) | spared, trace);
  }

  /** As {@link #run}, for every node; narrows {@code granted}. */
  static void runTree(
      AccessRequest request, ObjectTypeList types, int[] granted, int spared, @Nullable Trace trace) {
    Trace.enter(trace, Stage.RESTRICTED);
    long[] second = TreeDaclPass.run(request, View.RESTRICTED, types, Cell.EMPTY, trace);
    for (int node = 0; node < granted.length; node++) {
      granted[node] &= keep(request, node, granted[node], Cell.granted(second[node]) | spared, trace);
    }
  }

  private static int keep(AccessRequest request, int node, int granted, int passed, @Nullable Trace trace) {
    int keep = passed;
    if (request.subject().writeRestricted()) {
      keep |= ~request.mapping().map(AccessMask.GENERIC_WRITE);
    }
    if (trace != null && (granted & ~keep) != 0) {
      trace.report(new TraceEvent.BitsRemoved(
          Stage.RESTRICTED, node, granted & ~keep, new Cause.NotGrantedTo(View.RESTRICTED)));
    }
    return keep;
  }
}
