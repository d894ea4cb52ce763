package dev.tokend.kacs.sd;

import dev.tokend.kacs.sid.Sid;
import org.jspecify.annotations.Nullable;

/** Makes the descriptor of a new object, part by part (security-descriptors §8.3). */
final class NewDescriptor {
  private final NewObject object;
  private final @Nullable SecurityDescriptor requested;
  private final AceRewriting rewriting;
  private final SecurityDescriptorBuilder result = SecurityDescriptor.builder();
  private int control;

  NewDescriptor(NewObject object) {
    this.object = object;
    this.requested = object.requested();
    Sid owner = requested == null ? null : requested.owner();
    Sid group = requested == null ? null : requested.group();
    control = (owner == null ? SdControl.OWNER_DEFAULTED : 0) | (group == null ? SdControl.GROUP_DEFAULTED : 0);
    owner = owner == null ? object.defaults().owner() : owner;
    group = group == null ? object.defaults().group() : group;
    rewriting = new AceRewriting(owner, group, object.genericMapping());
    result.owner(owner).group(group);
  }

  SecurityDescriptor build() throws DescriptorException {
    dacl();
    sacl();
    return DescriptorParts.build(result.control(control));
  }

  private void dacl() throws DescriptorException {
    Acl parent = object.parent() == null ? null : object.parent().dacl();
    Acl asked = requested == null ? null : requested.dacl();
    AclComposition list = new AclComposition(rewriting);
    boolean present = true;
    if (asked != null) {
      asRequested(list, asked, parent, SdControl.DACL_PROTECTED, SdControl.DACL_AUTO_INHERIT_REQ);
    } else if (!inherit(list, parent)) {
      Acl byDefault = object.defaults().dacl();
      present = byDefault != null;
      if (byDefault != null) {
        list.explicit(byDefault);
        control |= SdControl.DACL_DEFAULTED;
      }
    }
    control |= list.hasInherited() ? SdControl.DACL_AUTO_INHERITED : 0;
    Acl server = object.defaults().serverDacl();
    if (server != null && requested != null && requested.hasControl(SdControl.SERVER_SECURITY)) {
      list.explicit(server);
      present = true;
    }
    result.dacl(present ? list.build() : null);
  }

  private void sacl() throws DescriptorException {
    Acl parent = object.parent() == null ? null : object.parent().sacl();
    Acl asked = requested == null ? null : requested.sacl();
    AclComposition list = new AclComposition(rewriting);
    if (asked != null) {
      asRequested(list, asked, parent, SdControl.SACL_PROTECTED, SdControl.SACL_AUTO_INHERIT_REQ);
    } else if (!inherit(list, parent)) {
      return;
    }
    control |= list.hasInherited() ? SdControl.SACL_AUTO_INHERITED : 0;
    result.sacl(list.build());
  }

  private void asRequested(AclComposition list, Acl asked, @Nullable Acl parent, int isProtected, int wantsInheritance)
      throws DescriptorException {
    list.explicit(asked);
    if (has(isProtected)) {
      control |= isProtected;
    } else if (has(wantsInheritance)) {
      inherit(list, parent);
    }
  }

  private boolean inherit(AclComposition list, @Nullable Acl parent) throws DescriptorException {
    return list.inherited(parent, object.container(), object.objectClass()).hasInherited();
  }

  private boolean has(int bit) {
    return requested != null && requested.hasControl(bit);
  }
}
