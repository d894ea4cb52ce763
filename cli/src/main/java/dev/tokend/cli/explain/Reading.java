package dev.tokend.cli.explain;

import dev.tokend.kacs.access.TraceEvent;
import dev.tokend.kacs.access.View;
import dev.tokend.kacs.condition.Truth;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sid.Sid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A DACL and the steps of its evaluation: the object's own, or that of a policy rule in its place.
 *
 * @param dacl the entries; null where there are none
 * @param steps the steps that speak of them
 */
record Reading(@Nullable Acl dacl, List<TraceEvent> steps) {
  /** Without entries and steps: for what labels and privileges decided. */
  static final Reading NONE = new Reading(null, List.of());

  /** The object's own: all that comes before the first policy rule. */
  static Reading ofObject(CheckReport report) {
    List<TraceEvent> events = report.events();
    int end = 0;
    while (end < events.size() && !(events.get(end) instanceof TraceEvent.RuleEntered)) {
      end++;
    }
    return new Reading(report.object().dacl(), events.subList(0, end));
  }

  /** That of a rule of a central policy; of the recovery rule where the policy is not known. */
  static Reading ofRule(CheckReport report, Sid policy, int rule) {
    List<TraceEvent> events = report.events();
    int start = 0;
    while (start < events.size() && !(events.get(start) instanceof TraceEvent.RuleEntered entered
        && entered.policy().equals(policy) && entered.rule() == rule)) {
      start++;
    }
    int end = start;
    while (end < events.size() && !(events.get(end) instanceof TraceEvent.RuleLeft)) {
      end++;
    }
    return new Reading(AceName.ruleDacl(report.request(), policy, rule), events.subList(start, end));
  }

  /** What the condition of an entry was found to be; null where it was not asked. */
  @Nullable Truth condition(View view, int ace) {
    for (TraceEvent event : steps) {
      if (event instanceof TraceEvent.ConditionEvaluated asked && asked.view() == view && asked.ace() == ace) {
        return asked.result();
      }
    }
    return null;
  }
}
