package dev.tokend.kacs.sd;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The list of a new object while it is put together out of other lists. */
final class AclComposition {
  private final AceRewriting rewriting;
  private final List<Ace> aces = new ArrayList<>();
  private int revision = Acl.REVISION;
  private boolean inherited;

  AclComposition(AceRewriting rewriting) {
    this.rewriting = rewriting;
  }

  /** Adds the entries of a list as explicit ones. */
  AclComposition explicit(Acl source) throws DescriptorException {
    for (Ace ace : source.aces()) {
      aces.add(rewriting.rewrite(ace.withFlags(ace.flags() & ~AceFlags.INHERITED)));
    }
    revision = Math.max(revision, source.revision());
    return this;
  }

  /** Adds the entries of a list that did not come from a parent, as they are. */
  AclComposition keepExplicit(Acl source) {
    for (Ace ace : source.aces()) {
      if (!ace.isInherited()) {
        aces.add(ace);
      }
    }
    revision = Math.max(revision, source.revision());
    return this;
  }

  /** Adds what a child of this kind inherits from a parent's list. */
  AclComposition inherited(@Nullable Acl parent, boolean container, @Nullable Guid childClass)
      throws DescriptorException {
    if (parent != null) {
      for (Ace ace : parent.aces()) {
        Ace copy = AceInheritance.inherited(ace, container, childClass);
        if (copy != null) {
          aces.add(rewriting.rewrite(copy));
          inherited = true;
        }
      }
      revision = Math.max(revision, parent.revision());
    }
    return this;
  }

  /** Whether any entry came from a parent. */
  boolean hasInherited() {
    return inherited;
  }

  Acl build() throws DescriptorException {
    if (Acl.sizeOf(aces) > Acl.MAX_SIZE) {
      throw new DescriptorException(DescriptorException.Reason.TOO_LARGE);
    }
    return Acl.composed(aces, revision);
  }
}
