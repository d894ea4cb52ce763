package dev.tokend.kacs.access;

import org.jspecify.annotations.Nullable;

/**
 * Stages 2 to 9, KACS v0.22 §10.10: everything but central policies and reports. Run once for the object and once for
 * each policy rule.
 *
 * @param granted the rights of every node; one node for an object without object types
 * @param privilegeGrant the bits of them that privileges gave and the trust label left; not reduced by confinement
 */
record Evaluation(NodeMasks granted, int privilegeGrant) {

  /** The evaluation of a request that the gate let through. */
  static Evaluation of(AccessRequest request, @Nullable Trace trace) {
    ObjectTypeList types = request.objectTypes();
    if (types != null) {
      return tree(request, types, trace);
    }
    long result = root(request, trace);
    return new Evaluation(NodeMasks.of(granted(result)), privilegeGrant(result));
  }

  /**
   * The evaluation of an object without object types, without allocation: read it with {@link #granted(long)} and
   * {@link #privilegeGrant(long)}.
   */
  static long root(AccessRequest request, @Nullable Trace trace) {
    Subject subject = request.subject();
    long start = beforeDacl(request, trace);
    Trace.enter(trace, Stage.DACL);
    long cell = DaclPass.run(request, View.NORMAL, start, trace);
    int taken = TakeOwnership.given(request, start, cell, trace);
    int spared = Cell.granted(start) | taken;
    int granted = Cell.granted(cell) | taken;
    if (subject.restricted()) {
      granted = RestrictedPass.run(request, granted, spared, trace);
    }
    if (subject.confined()) {
      granted = ConfinementPass.run(request, granted, trace);
    }
    return Cell.of(granted, spared);
  }

  static int granted(long result) {
    return (int) result;
  }

  static int privilegeGrant(long result) {
    return (int) (result >>> Integer.SIZE);
  }

  private static Evaluation tree(AccessRequest request, ObjectTypeList types, @Nullable Trace trace) {
    Subject subject = request.subject();
    long start = beforeDacl(request, trace);
    Trace.enter(trace, Stage.DACL);
    long[] cells = TreeDaclPass.run(request, View.NORMAL, types, start, trace);
    int taken = TakeOwnership.given(request, start, cells[0], trace);
    int spared = Cell.granted(start) | taken;
    int[] granted = new int[cells.length];
    for (int node = 0; node < cells.length; node++) {
      granted[node] = Cell.granted(cells[node]) | taken;
    }
    if (subject.restricted()) {
      RestrictedPass.runTree(request, types, granted, spared, trace);
    }
    if (subject.confined()) {
      ConfinementPass.runTree(request, types, granted, trace);
    }
    return new Evaluation(NodeMasks.of(granted), spared);
  }

  /** The state in which every node meets the DACL: what privileges gave, and what the labels withhold. */
  private static long beforeDacl(AccessRequest request, @Nullable Trace trace) {
    long cell = PrivilegePass.start(request, trace);
    cell = MandatoryIntegrity.apply(request, cell, trace);
    return ProcessTrust.apply(request, cell, trace);
  }
}
