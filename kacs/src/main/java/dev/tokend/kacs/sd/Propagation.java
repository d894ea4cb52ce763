package dev.tokend.kacs.sd;

import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Bringing the inherited entries of an existing object up to date with its parent, which only tools do: nothing is ever
 * inherited later than creation otherwise (security-descriptors §8.3).
 *
 * @param container whether the child may itself have children
 * @param objectClass the class of the child, where classes exist
 * @param genericMapping replaces the generic bits of a mask by the child's own rights
 */
public record Propagation(boolean container, @Nullable Guid objectClass, IntUnaryOperator genericMapping) {
  /**
   * The child with its inherited entries dropped and those that the parent passes on now appended. A list that is
   * protected stays as it is, and so does a missing DACL, which grants everything already.
   *
   * @throws DescriptorException if an entry needs an owner or a group that the child does not have, or the result is
   *     too large
   */
  public SecurityDescriptor apply(SecurityDescriptor child, SecurityDescriptor parent) throws DescriptorException {
    SecurityDescriptorBuilder result = child.toBuilder();
    int control = child.control();
    if (child.dacl() != null && !child.hasControl(SdControl.DACL_PROTECTED)) {
      AclComposition dacl = composition(child).keepExplicit(child.dacl());
      dacl.inherited(parent.dacl(), container, objectClass);
      result.dacl(dacl.build());
      control = with(control, SdControl.DACL_AUTO_INHERITED, dacl.hasInherited());
    }
    if (!child.hasControl(SdControl.SACL_PROTECTED)) {
      AclComposition sacl = composition(child).keepExplicit(child.sacl() == null ? Acl.EMPTY : child.sacl());
      sacl.inherited(parent.sacl(), container, objectClass);
      result.sacl(child.sacl() == null && !sacl.hasInherited() ? null : sacl.build());
      control = with(control, SdControl.SACL_AUTO_INHERITED, sacl.hasInherited());
    }
    return DescriptorParts.build(result.control(control));
  }

  private AclComposition composition(SecurityDescriptor child) {
    return new AclComposition(new AceRewriting(child.owner(), child.group(), genericMapping));
  }

  private static int with(int control, int bit, boolean set) {
    return set ? control | bit : control & ~bit;
  }
}
