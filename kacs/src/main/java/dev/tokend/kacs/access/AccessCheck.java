package dev.tokend.kacs.access;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The access check, KACS v0.22 chapter 10: a pure function, safe to call from any thread. A refusal is a result, never
 * an exception.
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
    Trace.enter(trace, Stage.REQUEST);
    Refusal refusal = RequestGate.refusal(request);
    if (refusal != null) {
      return refuse(refusal, trace);
    }
    begin(request, trace);
    Evaluation object = Evaluation.of(request, trace);
    CentralPolicyPass.Outcome policies = CentralPolicyPass.run(request, object, trace);
    NodeMasks granted = policies.effective();
    int root = granted.get(0);
    DeniedBy deniedBy = deniedBy(request, root);

    Trace.enter(trace, Stage.PRIVILEGE_USE);
    int surviving = request.mode() == ResultMode.PER_NODE ? granted.union() : root;
    long used = PrivilegeUseAccounting.used(request, object.privilegeGrant(), surviving);
    List<PrivilegeUse> uses = PrivilegeUseAccounting.events(request, object.privilegeGrant(), surviving);

    Trace.enter(trace, Stage.AUDIT);
    AuditWalk.Report audit = AuditWalk.run(request, root, policies.sacls());
    List<AuditEvent> audits = withForced(request, audit.events(), deniedBy == DeniedBy.NOTHING, root);
    boolean mismatch = stagingMismatch(request, policies, audit);

    end(deniedBy, granted, trace);
    return new AccessDecision(
        deniedBy == DeniedBy.NOTHING,
        root,
        request.want(),
        null,
        used,
        audit.continuous(),
        mismatch,
        granted,
        audits,
        uses,
        deniedBy,
        diagnostics(request, policies, mismatch));
  }

  /** Stage 13, KACS v0.22 §10.10: allowed if the root has every right asked for. */
  private static DeniedBy deniedBy(AccessRequest request, int root) {
    int missing = request.want() & ~root;
    if (missing == 0) {
      return DeniedBy.NOTHING;
    }
    return (missing & ProcessTrust.withheld(request)) != 0 ? DeniedBy.TRUST_LABEL : DeniedBy.ACCESS_RULES;
  }

  /** Whether the policies on trial would grant something else, or report something else (KACS v0.22 §10.8). */
  private static boolean stagingMismatch(
      AccessRequest request, CentralPolicyPass.Outcome policies, AuditWalk.Report audit) {
    if (!policies.effective().equals(policies.staged())) {
      return true;
    }
    List<PolicySacl> trial = policies.stagedSacls();
    return trial != null && !AuditWalk.run(request, policies.effective().get(0), trial).sameAs(audit);
  }

  /** The events of the SACLs, and after them the one that the subject's own audit policy asks for. */
  private static List<AuditEvent> withForced(
      AccessRequest request, List<AuditEvent> events, boolean allowed, int granted) {
    if (!SubjectAuditPolicy.auditsAccess(request.subject(), allowed)) {
      return events;
    }
    List<AuditEvent> all = new ArrayList<>(events);
    all.add(new AuditEvent(new AuditEvent.Trigger.SubjectPolicy(), allowed, request.want(), granted));
    return all;
  }

  private static List<PolicyDiagnostic> diagnostics(
      AccessRequest request, CentralPolicyPass.Outcome policies, boolean mismatch) {
    if (!mismatch) {
      return policies.diagnostics();
    }
    List<PolicyDiagnostic> all = new ArrayList<>(policies.diagnostics());
    all.add(new PolicyDiagnostic.StagingMismatch(
        request.want(),
        policies.effective().get(0),
        policies.staged().get(0),
        !policies.effective().equals(policies.staged())));
    return all;
  }

  private static boolean mayReport(AccessRequest request) {
    PreparedAcl sacl = request.object().sacl();
    return request.subject().auditPolicy() != 0 || (sacl != null && sacl.reports());
  }

  private static AccessDecision refuse(Refusal refusal, @Nullable Trace trace) {
    if (trace != null) {
      trace.report(new TraceEvent.Refused(refusal));
    }
    return AccessDecision.refused(refusal.error());
  }

  private static void begin(AccessRequest request, @Nullable Trace trace) {
    if (trace != null) {
      ObjectTypeList types = request.objectTypes();
      trace.report(new TraceEvent.RequestMapped(
          request.want(), request.maximumAllowed(), types == null ? 1 : types.size()));
    }
  }

  private static void end(DeniedBy deniedBy, NodeMasks granted, @Nullable Trace trace) {
    if (trace != null) {
      trace.report(new TraceEvent.Concluded(deniedBy == DeniedBy.NOTHING, granted));
    }
  }
}
