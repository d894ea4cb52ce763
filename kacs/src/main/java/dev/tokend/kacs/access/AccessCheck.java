package dev.tokend.kacs.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The access check, KACS v0.22 chapter 10: a pure function, safe to call from any thread. A refusal is a result, never an
 * exception.
 */
public final class AccessCheck {
  private AccessCheck() {}

  /** Decides. */
  public static AccessDecision check(AccessRequest request) {
    return run(request, null);
  }

  /** Decides, and reports every step to {@code trace}. The decision is the same. */
  public static AccessDecision check(AccessRequest request, Trace trace) {
    return run(request, trace);
  }

  /**
   * Decides without allocating: read the result with {@link PackedDecision}. For a request with object types, or an
   * object under a central policy, it costs what {@link #check(AccessRequest)} does.
   */
  public static long granted(AccessRequest request) {
    Refusal refusal = RequestGate.refusal(request);
    if (refusal != null) {
      return PackedDecision.refused(refusal.error());
    }
    if (request.objectTypes() != null || !request.object().metadata().policies().isEmpty()) {
      return PackedDecision.of(run(request, null));
    }
    long result = Evaluation.root(request, null);
    int granted = Evaluation.granted(result);
    long used = PrivilegeUseAccounting.used(request, Evaluation.privilegeGrant(result), granted);
    return PackedDecision.of(granted, deniedBy(request, granted), used, mayReport(request));
  }

  private static AccessDecision run(AccessRequest request, @Nullable Trace trace) {
    Refusal refusal = RequestGate.refusal(request);
    if (refusal != null) {
      if (trace != null) {
        trace.report(new TraceEvent.Refused(refusal));
      }
      return AccessDecision.refused(refusal.error());
    }
    enter(request, trace);
    Evaluation object = Evaluation.of(request, trace);
    NodeMasks granted = object.granted();
    int root = granted.get(0);
    int result = request.mode() == ResultMode.PER_NODE ? granted.union() : root;
    DeniedBy deniedBy = deniedBy(request, root);
    if (trace != null) {
      trace.report(new TraceEvent.Concluded(deniedBy == DeniedBy.NOTHING, root));
    }
    return new AccessDecision(
        deniedBy == DeniedBy.NOTHING,
        root,
        request.want(),
        null,
        PrivilegeUseAccounting.used(request, object.privilegeGrant(), result),
        0,
        false,
        granted,
        List.of(),
        PrivilegeUseAccounting.events(request, object.privilegeGrant(), result),
        deniedBy);
  }

  /** Stage 13, KACS v0.22 §10.10: allowed if the root has every right asked for. */
  private static DeniedBy deniedBy(AccessRequest request, int root) {
    int missing = request.want() & ~root;
    if (missing == 0) {
      return DeniedBy.NOTHING;
    }
    return (missing & ProcessTrust.withheld(request)) != 0 ? DeniedBy.TRUST_LABEL : DeniedBy.ACCESS_RULES;
  }

  private static boolean mayReport(AccessRequest request) {
    PreparedAcl sacl = request.object().sacl();
    return request.subject().auditPolicy() != 0 || (sacl != null && sacl.reports());
  }

  private static void enter(AccessRequest request, @Nullable Trace trace) {
    if (trace != null) {
      ObjectTypeList types = request.objectTypes();
      trace.report(new TraceEvent.RequestMapped(
          request.want(), request.maximumAllowed(), types == null ? 1 : types.size()));
    }
  }
}
