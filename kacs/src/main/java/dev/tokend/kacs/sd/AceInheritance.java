package dev.tokend.kacs.sd;

import org.jspecify.annotations.Nullable;

/** Which entries a child object inherits, and with what flags ([MS-DTYP] 2.5.3.4.1, security-descriptors §8.1). */
final class AceInheritance {
  private static final int BOTH = AceFlags.OBJECT_INHERIT | AceFlags.CONTAINER_INHERIT;
  private static final int FOUR = BOTH | AceFlags.NO_PROPAGATE_INHERIT | AceFlags.INHERIT_ONLY;

  private AceInheritance() {}

  /**
   * The child's copy of an entry of its parent, before its SID and mask are rewritten; null if it gets none.
   *
   * @param childClass the class of the child, if its creator gave one
   */
  static @Nullable Ace inherited(Ace parent, boolean container, @Nullable Guid childClass) {
    int flags = container ? forContainer(parent.flags()) : forObject(parent.flags());
    return flags < 0 || isSkipped(parent, childClass) ? null : parent.withFlags(flags | AceFlags.INHERITED);
  }

  private static int forObject(int flags) {
    return (flags & AceFlags.OBJECT_INHERIT) == 0 ? -1 : flags & ~FOUR;
  }

  /**
   * An entry for objects alone passes through a container without effect on it; one that may pass only one level stops
   * at it (security-descriptors S6).
   */
  private static int forContainer(int flags) {
    boolean once = (flags & AceFlags.NO_PROPAGATE_INHERIT) != 0;
    if ((flags & AceFlags.CONTAINER_INHERIT) != 0) {
      return once ? flags & ~FOUR : flags & ~AceFlags.INHERIT_ONLY;
    }
    return (flags & AceFlags.OBJECT_INHERIT) == 0 || once ? -1 : flags | AceFlags.INHERIT_ONLY;
  }

  private static boolean isSkipped(Ace parent, @Nullable Guid childClass) {
    if (parent instanceof ObjectScopedAce object) {
      Guid wanted = object.inheritedObjectType();
      return wanted != null && childClass != null && !wanted.equals(childClass);
    }
    return parent instanceof ResourceAttributeAce attribute && attribute.claim().isNonInheritable();
  }
}
