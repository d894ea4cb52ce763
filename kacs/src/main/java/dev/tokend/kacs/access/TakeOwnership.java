package dev.tokend.kacs.access;

import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.sd.AccessMask;
import org.jspecify.annotations.Nullable;

/**
 * Stage 7: SeTakeOwnership gives WRITE_OWNER where the DACL did not (access-check §7). It overrides deny ACEs, also
 * those for OWNER RIGHTS; only a label withholds the bit from it.
 */
final class TakeOwnership {
  private TakeOwnership() {}

  /**
   * What the privilege gives to every node: WRITE_OWNER or nothing.
   *
   * @param start the state before the DACL. WRITE_OWNER decided there is either refused by a label, or granted by
   *     SeRestore and still in {@code root}: in both cases there is nothing to give
   * @param root the root's state after the DACL
   */
  static int given(AccessRequest request, long start, long root, @Nullable Trace trace) {
    boolean gives = request.holds(Privilege.SE_TAKE_OWNERSHIP)
        && (request.maximumAllowed() || (request.want() & AccessMask.WRITE_OWNER) != 0)
        && ((Cell.decided(start) | Cell.granted(root)) & AccessMask.WRITE_OWNER) == 0;
    if (!gives) {
      return 0;
    }
    if (trace != null) {
      trace.report(new TraceEvent.StageEntered(Stage.TAKE_OWNERSHIP));
      trace.report(new TraceEvent.BitsDecided(Stage.TAKE_OWNERSHIP, TraceEvent.ALL_NODES, AccessMask.WRITE_OWNER, true,
          new Cause.ByPrivilege(Privilege.SE_TAKE_OWNERSHIP)));
    }
    return AccessMask.WRITE_OWNER;
  }

  /** What it gave to this request: the privilege bits that none of the privileges of stage 2 gives. */
  static int gave(AccessRequest request, int privilegeGrant) {
    return privilegeGrant & AccessMask.WRITE_OWNER & ~PrivilegePass.granted(request);
  }
}
