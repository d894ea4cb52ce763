package dev.tokend.kacs.access;

import dev.tokend.kacs.condition.ConditionProgram;
import dev.tokend.kacs.condition.Side;
import dev.tokend.kacs.condition.Truth;
import org.jspecify.annotations.Nullable;

/** Asks the conditions of ACEs and policy rules with the claims of a request, KACS v0.22 §3.8. */
final class ConditionGate {
  private ConditionGate() {}

  /** Whether a conditional ACE of the DACL applies: an allow ACE if TRUE, a deny ACE unless FALSE. */
  static boolean applies(
      AccessRequest request, View view, PreparedAcl dacl, int ace, boolean allow, @Nullable Trace trace) {
    Truth result = evaluate(request, view, dacl.condition(ace), allow ? Side.ALLOW : Side.DENY);
    if (trace != null) {
      trace.report(new TraceEvent.ConditionEvaluated(view, ace, result));
    }
    return allow ? result == Truth.TRUE : result != Truth.FALSE;
  }

  /** Whether the condition of an audit or alarm ACE lets it report: unless FALSE. One without a condition reports. */
  static boolean reports(AccessRequest request, PreparedAcl sacl, int ace) {
    return evaluate(request, View.NORMAL, sacl.condition(ace), Side.DENY) != Truth.FALSE;
  }

  /** What {@code applies_to} of a policy rule says of the object; membership questions have no answer there. */
  static Truth appliesTo(AccessRequest request, ConditionProgram condition) {
    return condition.evaluate(Side.DENY, ConditionView.NO_MEMBERS, request);
  }

  private static Truth evaluate(AccessRequest request, View view, @Nullable ConditionProgram condition, Side side) {
    return condition == null ? Truth.UNKNOWN : condition.evaluate(side, ConditionView.of(view), request);
  }
}
