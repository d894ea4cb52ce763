package dev.tokend.kacs.access;

import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.condition.Truth;
import dev.tokend.kacs.sid.Sid;

/**
 * One step of a check. Bits are access mask bits after mapping; a node is an index into the object type list, 0 for an
 * object without one, or {@link #ALL_NODES}.
 *
 * <p>The steps are complete: the decision can be computed from them alone.
 */
public sealed interface TraceEvent {
  /** The node of a step that concerns every node of the object alike. */
  int ALL_NODES = -1;

  /** A stage begins. Stages that have nothing to do for this subject or object are not entered. */
  record StageEntered(Stage stage) implements TraceEvent {}

  /** The check ends with an error. */
  record Refused(Refusal refusal) implements TraceEvent {}

  /**
   * The request after mapping.
   *
   * @param want the rights asked for
   * @param maximumAllowed whether whatever may be had was asked for
   * @param nodes the number of nodes, at least 1
   */
  record RequestMapped(int want, boolean maximumAllowed, int nodes) implements TraceEvent {}

  /**
   * Undecided bits were decided within the stage's own pass.
   *
   * @param granted granted or refused
   */
  record BitsDecided(Stage stage, int node, int bits, boolean granted, Cause cause) implements TraceEvent {}

  /** Bits granted so far were taken away for good. */
  record BitsRemoved(Stage stage, int node, int bits, Cause cause) implements TraceEvent {}

  /** A privilege keeps these bits out of the mandatory label's reach; the DACL must still grant them. */
  record LabelLifted(int bits, Privilege privilege) implements TraceEvent {}

  /**
   * An ACE had no effect.
   *
   * @param view as whom the DACL was being read
   * @param ace its index in the DACL
   */
  record AceSkipped(View view, int ace, SkipReason reason) implements TraceEvent {}

  /** A conditional ACE that would decide something was asked its condition. */
  record ConditionEvaluated(View view, int ace, Truth result) implements TraceEvent {}

  /** A rule does not apply to this object, because its condition is not TRUE. */
  record RuleSkipped(Sid policy, int rule, Truth condition) implements TraceEvent {}

  /**
   * A rule of a central policy is evaluated; the steps until {@link RuleLeft} are those of its own evaluation.
   *
   * @param policy the policy's SID
   * @param rule the rule's index in the policy; 0 for the recovery rule
   * @param recovery whether the policy is unknown and this is the rule that stands in for it
   */
  record RuleEntered(Sid policy, int rule, boolean recovery) implements TraceEvent {}

  /** The end of a rule's own evaluation. */
  record RuleLeft(Sid policy, int rule) implements TraceEvent {}

  /** The end: whether the request is allowed, and what every node is granted. */
  record Concluded(boolean allowed, NodeMasks granted) implements TraceEvent {}
}
