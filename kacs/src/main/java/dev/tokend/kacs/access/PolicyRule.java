package dev.tokend.kacs.access;

import dev.tokend.kacs.condition.ConditionProgram;
import dev.tokend.kacs.sd.Acl;
import org.jspecify.annotations.Nullable;

/**
 * A rule of a central policy, KACS v0.22 §10.8. {@link #of} makes a plain one; the {@code with} methods give copies
 * with more.
 *
 * @param appliesTo the objects it applies to; null for all
 * @param dacl what must grant a right, beside the object's own DACL
 * @param sacl what it adds to the object's audit and alarm ACEs, if anything
 * @param stagedDacl a DACL on trial: differences to {@code dacl} are reported, and have no effect
 * @param stagedSacl a SACL on trial
 */
public record PolicyRule(
    @Nullable ConditionProgram appliesTo,
    PolicyAcl dacl,
    @Nullable PolicyAcl sacl,
    @Nullable PolicyAcl stagedDacl,
    @Nullable PolicyAcl stagedSacl) {

  /** A rule for all objects with nothing but a DACL. */
  public static PolicyRule of(Acl dacl) {
    return new PolicyRule(null, PolicyAcl.of(dacl), null, null, null);
  }

  /** The same for the objects of which the condition is TRUE. */
  public PolicyRule withAppliesTo(ConditionProgram condition) {
    return new PolicyRule(condition, dacl, sacl, stagedDacl, stagedSacl);
  }

  /** The same with a SACL. */
  public PolicyRule withSacl(PolicyAcl acl) {
    return new PolicyRule(appliesTo, dacl, acl, stagedDacl, stagedSacl);
  }

  /** The same with a DACL on trial. */
  public PolicyRule withStagedDacl(PolicyAcl acl) {
    return new PolicyRule(appliesTo, dacl, sacl, acl, stagedSacl);
  }

  /** The same with a SACL on trial. */
  public PolicyRule withStagedSacl(PolicyAcl acl) {
    return new PolicyRule(appliesTo, dacl, sacl, stagedDacl, acl);
  }
}
