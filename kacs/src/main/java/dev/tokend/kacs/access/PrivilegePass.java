package dev.tokend.kacs.access;

import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.sd.AccessMask;
import org.jspecify.annotations.Nullable;

/**
 * Stage 2: SeSecurity, SeBackup and SeRestore give their bits before anything else is asked (access-check §4).
 *
 * <p>They act whether or not their bits were asked for; SeBackup and SeRestore only with the caller's intent.
 */
final class PrivilegePass {
  /** What SeRestore gives beside the mapped write rights. */
  private static final int RESTORE_RIGHTS = AccessMask.WRITE_DAC | AccessMask.WRITE_OWNER | AccessMask.DELETE
      | AccessMask.ACCESS_SYSTEM_SECURITY;

  private PrivilegePass() {}

  /** The state before the labels: what privileges grant, and ACCESS_SYSTEM_SECURITY decided in any case. */
  static long start(AccessRequest request, @Nullable Trace trace) {
    int granted = granted(request);
    Trace.enter(trace, Stage.PRIVILEGES);
    if (trace != null) {
      report(Privilege.SE_SECURITY, request, trace);
      report(Privilege.SE_BACKUP, request, trace);
      report(Privilege.SE_RESTORE, request, trace);
      reportMissing(granted, trace);
    }
    return Cell.of(granted, granted | AccessMask.ACCESS_SYSTEM_SECURITY);
  }

  /** The bits that the three privileges give for this request. */
  static int granted(AccessRequest request) {
    return given(Privilege.SE_SECURITY, request) | given(Privilege.SE_BACKUP, request)
        | given(Privilege.SE_RESTORE, request);
  }

  /** The bits that one of the three privileges gives for this request; 0 if it takes no part. */
  static int given(Privilege privilege, AccessRequest request) {
    if (!request.holds(privilege)) {
      return 0;
    }
    GenericMapping mapping = request.mapping();
    return switch (privilege) {
      case SE_SECURITY -> AccessMask.ACCESS_SYSTEM_SECURITY;
      case SE_BACKUP -> request.intends(PrivilegeIntent.BACKUP) ? mapping.map(AccessMask.GENERIC_READ) : 0;
      case SE_RESTORE -> request.intends(PrivilegeIntent.RESTORE)
          ? mapping.map(AccessMask.GENERIC_WRITE) | RESTORE_RIGHTS
          : 0;
      default -> 0;
    };
  }

  private static void report(Privilege privilege, AccessRequest request, Trace trace) {
    int bits = given(privilege, request);
    if (bits != 0) {
      trace.report(new TraceEvent.BitsDecided(
          Stage.PRIVILEGES, TraceEvent.ALL_NODES, bits, true, new Cause.ByPrivilege(privilege)));
    }
  }

  private static void reportMissing(int granted, Trace trace) {
    if ((granted & AccessMask.ACCESS_SYSTEM_SECURITY) == 0) {
      trace.report(new TraceEvent.BitsDecided(Stage.PRIVILEGES, TraceEvent.ALL_NODES,
          AccessMask.ACCESS_SYSTEM_SECURITY, false, new Cause.NeedsPrivilege(Privilege.SE_SECURITY)));
    }
  }
}
