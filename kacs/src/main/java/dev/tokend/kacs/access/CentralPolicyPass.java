package dev.tokend.kacs.access;

import dev.tokend.kacs.condition.ConditionProgram;
import dev.tokend.kacs.condition.Truth;
import dev.tokend.kacs.sid.Sid;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stage 10: the rules of the policies that the SACL names can take rights away, KACS v0.22 §10.8.
 *
 * <p>For each rule stages 2 to 9 run again with the rule's DACL in place of the object's; owner, labels and attributes
 * stay. Privileges count again, but not for backup or restore, and policies are not followed from there.
 */
final class CentralPolicyPass {
  private final AccessRequest request;
  private final Evaluation object;
  private final @Nullable Trace trace;
  private NodeMasks effective;
  private NodeMasks staged;
  private final List<PolicySacl> sacls = new ArrayList<>();
  private final List<PolicySacl> stagedSacls = new ArrayList<>();
  private boolean saclStaged;
  private final List<PolicyDiagnostic> diagnostics = new ArrayList<>();

  /**
   * What the policies make of the object's own result.
   *
   * @param effective the rights of every node
   * @param staged what they would be with the versions on trial
   * @param sacls the SACLs that the rules add
   * @param stagedSacls those that they would add; empty if no SACL is on trial
   * @param diagnostics SACLs that could not be read
   */
  record Outcome(
      NodeMasks effective,
      NodeMasks staged,
      List<PolicySacl> sacls,
      @Nullable List<PolicySacl> stagedSacls,
      List<PolicyDiagnostic> diagnostics) {}

  private CentralPolicyPass(AccessRequest request, Evaluation object, @Nullable Trace trace) {
    this.request = request;
    this.object = object;
    this.trace = trace;
    effective = object.granted();
    staged = object.granted();
  }

  /** Applies every policy of the object in order; a policy named twice is applied twice. */
  static Outcome run(AccessRequest request, Evaluation object, @Nullable Trace trace) {
    List<Sid> policies = request.object().metadata().policies();
    if (policies.isEmpty()) {
      return new Outcome(object.granted(), object.granted(), List.of(), null, List.of());
    }
    Trace.enter(trace, Stage.CENTRAL_POLICY);
    CentralPolicyPass pass = new CentralPolicyPass(request, object, trace);
    for (Sid policy : policies) {
      pass.apply(policy);
    }
    return new Outcome(
        pass.effective, pass.staged, pass.sacls, pass.saclStaged ? pass.stagedSacls : null, pass.diagnostics);
  }

  private void apply(Sid policy) {
    CentralPolicy known = request.policies().policy(policy);
    List<PolicyRule> rules = (known == null ? CentralPolicy.RECOVERY : known).rules();
    for (int index = 0; index < rules.size(); index++) {
      PolicyRule rule = rules.get(index);
      if (applies(policy, index, rule.appliesTo())) {
        narrow(policy, index, rule, known == null);
        rememberSacls(policy, index, rule);
      }
    }
  }

  private boolean applies(Sid policy, int index, @Nullable ConditionProgram condition) {
    Truth truth = condition == null ? Truth.TRUE : ConditionGate.appliesTo(request, condition);
    if (truth != Truth.TRUE && trace != null) {
      trace.report(new TraceEvent.RuleSkipped(policy, index, truth));
    }
    return truth == Truth.TRUE;
  }

  private void narrow(Sid policy, int index, PolicyRule rule, boolean recovery) {
    report(new TraceEvent.RuleEntered(policy, index, recovery));
    NodeMasks granted = evaluate(rule.dacl(), trace);
    report(new TraceEvent.RuleLeft(policy, index));
    NodeMasks byRule = granted != null ? granted : effective.filledWith(survivingPrivileges());
    reportRemoved(byRule, new Cause.ByPolicyRule(policy, index));
    effective = effective.and(byRule);
    staged = staged.and(byTrial(rule.stagedDacl(), byRule));
  }

  /** What the version on trial grants; a trial has no effect on the decision, so it is not traced. */
  private NodeMasks byTrial(@Nullable PolicyAcl dacl, NodeMasks otherwise) {
    if (dacl == null) {
      return otherwise;
    }
    NodeMasks granted = evaluate(dacl, null);
    if (granted != null) {
      return granted;
    }
    return effective.filledWith(request.objectTypes() == null ? 0 : survivingPrivileges());
  }

  /** What the object would grant under this DACL; null if that is none. */
  private @Nullable NodeMasks evaluate(PolicyAcl dacl, @Nullable Trace inner) {
    PreparedAcl prepared = dacl.prepared();
    if (prepared == null) {
      return null;
    }
    AccessRequest byRule =
        request.withDescriptor(request.object().withDacl(prepared)).withIntent(PrivilegeIntent.NONE);
    return Evaluation.of(byRule, inner).granted();
  }

  /** All that is left under a rule that cannot be read: what privileges gave and the object's own passes kept. */
  private int survivingPrivileges() {
    return object.privilegeGrant() & object.granted().get(0);
  }

  private void rememberSacls(Sid policy, int index, PolicyRule rule) {
    PreparedAcl sacl = readable(PolicyDiagnostic.Phase.EFFECTIVE, policy, index, rule.sacl());
    if (sacl != null) {
      sacls.add(new PolicySacl(policy, sacl));
    }
    PreparedAcl trial = readable(PolicyDiagnostic.Phase.STAGED, policy, index, rule.stagedSacl());
    saclStaged |= trial != null;
    PreparedAcl inTrial = rule.stagedSacl() == null ? sacl : trial;
    if (inTrial != null) {
      stagedSacls.add(new PolicySacl(policy, inTrial));
    }
  }

  private @Nullable PreparedAcl readable(
      PolicyDiagnostic.Phase phase, Sid policy, int index, @Nullable PolicyAcl sacl) {
    if (sacl != null && sacl.prepared() == null) {
      diagnostics.add(new PolicyDiagnostic.SaclError(phase, policy, index, sacl.defect()));
    }
    return sacl == null ? null : sacl.prepared();
  }

  private void reportRemoved(NodeMasks byRule, Cause cause) {
    for (int node = 0; trace != null && node < effective.size(); node++) {
      int removed = effective.get(node) & ~byRule.get(node);
      if (removed != 0) {
        trace.report(new TraceEvent.BitsRemoved(Stage.CENTRAL_POLICY, node, removed, cause));
      }
    }
  }

  private void report(TraceEvent event) {
    if (trace != null) {
      trace.report(event);
    }
  }
}
