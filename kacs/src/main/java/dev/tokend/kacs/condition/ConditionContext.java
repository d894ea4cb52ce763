package dev.tokend.kacs.condition;

import dev.tokend.kacs.sid.Sid;

/**
 * Answers what a condition asks. {@link Attributes} and {@link MembershipView} together do the same for the occasional
 * evaluation.
 *
 * <p>What the questions are about is passed along instead of being held, so that a caller who evaluates often needs no
 * object for each evaluation. Implementations should not allocate.
 *
 * @param <C> what the questions are about
 */
public interface ConditionContext<C> {
  /** The claims of one namespace. */
  AttributeSet attributes(C about, AttributeNamespace namespace);

  /** As {@link MembershipView#isMember}. */
  Truth isMember(C about, Sid sid, Side side);

  /** As {@link MembershipView#isDeviceMember}. */
  Truth isDeviceMember(C about, Sid sid, Side side);
}
