package dev.tokend.kacs.access;

import dev.tokend.kacs.sd.AccessMask;
import org.jspecify.annotations.Nullable;

/**
 * One reading of the DACL for an object without object types, KACS v0.22 §10.10: stage 6 and, with another {@link
 * View}, the second readings of stages 8 and 9.
 *
 * <p>The first ACE to decide a bit wins, and only bits that the request looks for are decided.
 */
final class DaclPass {
  /** What the owner has before the DACL is read, whatever the mapping says of these bits (KACS v0.22 §3.7). */
  static final int IMPLICIT_RIGHTS = AccessMask.READ_CONTROL | AccessMask.WRITE_DAC;

  private static final int ROOT = 0;

  private DaclPass() {}

  /** The state after the DACL was read as {@code view}, from the state {@code start}. */
  static long run(AccessRequest request, View view, long start, @Nullable Trace trace) {
    long cell = start;
    if (ownerHasImplicitRights(request, view)) {
      report(trace, view, ROOT, Cell.undecided(cell, IMPLICIT_RIGHTS), true, Cause.OWNERSHIP);
      cell = Cell.take(cell, IMPLICIT_RIGHTS, true);
    }
    PreparedAcl dacl = request.object().dacl();
    if (dacl == null) {
      report(trace, view, ROOT, Cell.undecided(cell, request.allBits()), true, Cause.NULL_DACL);
      return Cell.take(cell, request.allBits(), true);
    }
    return walk(request, view, dacl, cell, trace);
  }

  private static long walk(AccessRequest request, View view, PreparedAcl dacl, long start, @Nullable Trace trace) {
    int relevant = request.relevant();
    int size = dacl.size();
    long cell = start;
    for (int ace = 0; ace < size; ace++) {
      int open = Cell.undecided(cell, relevant);
      if (open == 0 && trace == null) {
        break;
      }
      int bits = AceFilter.effect(request, view, dacl, ace, open, trace);
      if (bits != 0) {
        cell = Cell.take(cell, bits, dacl.allows(ace));
        if (trace != null) {
          report(trace, view, ROOT, bits, dacl.allows(ace), new Cause.ByAce(ace));
        }
      }
    }
    return cell;
  }

  /** Whether the view's owner is the subject and no ACE for OWNER RIGHTS stands in for the implicit rights. */
  static boolean ownerHasImplicitRights(AccessRequest request, View view) {
    PreparedAcl dacl = request.object().dacl();
    return view.ownerHasImplicitRights()
        && (dacl == null || !dacl.namesOwnerRights())
        && AceFilter.isOwner(request, view);
  }

  /** Reports a decision of this view's stage, if it decided anything. */
  static void report(@Nullable Trace trace, View view, int node, int bits, boolean granted, Cause cause) {
    if (trace != null && bits != 0) {
      trace.report(new TraceEvent.BitsDecided(view.stage(), node, bits, granted, cause));
    }
  }
}
