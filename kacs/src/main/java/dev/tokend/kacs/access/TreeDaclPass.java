package dev.tokend.kacs.access;

import dev.tokend.kacs.sd.Guid;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One reading of the DACL for an object with object types, KACS v0.22 §10.5: as {@link DaclPass}, with one cell for
 * each node of the tree.
 *
 * <p>An ACE without ObjectType touches each cell on its own. One with an ObjectType speaks of that node and its
 * descendants; its denial goes up to every ancestor, its grant to an ancestor whose children all have it.
 */
final class TreeDaclPass {
  private final AccessRequest request;
  private final View view;
  private final ObjectTypeList types;
  private final long[] cells;
  private final @Nullable Trace trace;

  private TreeDaclPass(AccessRequest request, View view, ObjectTypeList types, long start, @Nullable Trace trace) {
    this.request = request;
    this.view = view;
    this.types = types;
    this.trace = trace;
    cells = new long[types.size()];
    Arrays.fill(cells, start);
  }

  /** The state of every node after the DACL was read as {@code view}, each from the state {@code start}. */
  static long[] run(AccessRequest request, View view, ObjectTypeList types, long start, @Nullable Trace trace) {
    TreeDaclPass pass = new TreeDaclPass(request, view, types, start, trace);
    pass.read();
    return pass.cells;
  }

  private void read() {
    if (DaclPass.ownerHasImplicitRights(request, view)) {
      takeEverywhere(DaclPass.IMPLICIT_RIGHTS, true, Cause.OWNERSHIP);
    }
    PreparedAcl dacl = request.object().dacl();
    if (dacl == null) {
      takeEverywhere(request.allBits(), true, Cause.NULL_DACL);
      return;
    }
    int relevant = request.relevant();
    for (int ace = 0; ace < dacl.size(); ace++) {
      int open = undecidedSomewhere(relevant);
      if (open == 0 && trace == null) {
        break;
      }
      int bits = AceFilter.effect(request, view, dacl, ace, open, trace);
      if (bits != 0) {
        apply(dacl, ace, bits);
      }
    }
  }

  private void apply(PreparedAcl dacl, int ace, int bits) {
    Guid scope = dacl.objectType(ace);
    if (scope == null) {
      takeEverywhere(bits, dacl.allows(ace), new Cause.ByAce(ace));
      return;
    }
    int node = types.indexOf(scope);
    if (node < 0) {
      if (trace != null) {
        trace.report(new TraceEvent.AceSkipped(view, ace, SkipReason.OBJECT_TYPE_NOT_ASKED));
      }
    } else if (dacl.allows(ace)) {
      allowBelow(node, bits, ace);
    } else {
      denyBelow(node, bits, ace);
    }
  }

  private void allowBelow(int node, int bits, int ace) {
    takeBelow(node, bits, true, ace);
    Cause cause = new Cause.ByAceBelow(ace);
    int[] common = new int[cells.length];
    Arrays.fill(common, ~0);
    // Preorder: going back, a node's children all come before it.
    for (int n = cells.length - 1; n >= 0; n--) {
      if (types.hasChildren(n)) {
        take(n, common[n], true, cause);
      }
      int parent = types.parent(n);
      if (parent >= 0) {
        common[parent] &= Cell.granted(cells[n]);
      }
    }
  }

  private void denyBelow(int node, int bits, int ace) {
    int fresh = takeBelow(node, bits, false, ace);
    Cause cause = new Cause.ByAceBelow(ace);
    for (int n = types.parent(node); n >= 0; n = types.parent(n)) {
      take(n, fresh, false, cause);
    }
  }

  /** Takes the bits in the node and its descendants; yields those that were undecided in one of them. */
  private int takeBelow(int node, int bits, boolean allow, int ace) {
    Cause cause = new Cause.ByAce(ace);
    int fresh = 0;
    for (int n = node; n < types.end(node); n++) {
      fresh |= take(n, bits, allow, cause);
    }
    return fresh;
  }

  private void takeEverywhere(int bits, boolean allow, Cause cause) {
    for (int n = 0; n < cells.length; n++) {
      take(n, bits, allow, cause);
    }
  }

  private int take(int node, int bits, boolean allow, Cause cause) {
    int fresh = Cell.undecided(cells[node], bits);
    cells[node] = Cell.take(cells[node], bits, allow);
    DaclPass.report(trace, view, node, fresh, allow, cause);
    return fresh;
  }

  private int undecidedSomewhere(int bits) {
    int open = 0;
    for (long cell : cells) {
      open |= Cell.undecided(cell, bits);
    }
    return open;
  }
}
