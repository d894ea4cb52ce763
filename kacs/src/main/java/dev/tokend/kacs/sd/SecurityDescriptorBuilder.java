package dev.tokend.kacs.sd;

import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.sid.Sid;
import org.jspecify.annotations.Nullable;

/** Puts a descriptor together. PRESENT and SELF_RELATIVE bits follow from the parts, whatever the control says. */
public final class SecurityDescriptorBuilder {
  private static final int DERIVED = SdControl.DACL_PRESENT | SdControl.SACL_PRESENT | SdControl.SELF_RELATIVE;

  private @Nullable Sid owner;
  private @Nullable Sid group;
  private @Nullable Acl sacl;
  private @Nullable Acl dacl;
  private int control;
  private int resourceManagerControl;

  SecurityDescriptorBuilder() {}

  /** Gives the owner, or none. */
  public SecurityDescriptorBuilder owner(@Nullable Sid sid) {
    owner = sid;
    return this;
  }

  /** Gives the primary group, or none. */
  public SecurityDescriptorBuilder group(@Nullable Sid sid) {
    group = sid;
    return this;
  }

  /** Gives the system ACL, or none. */
  public SecurityDescriptorBuilder sacl(@Nullable Acl acl) {
    sacl = acl;
    return this;
  }

  /** Gives the discretionary ACL; null grants everything, {@link Acl#EMPTY} nothing. */
  public SecurityDescriptorBuilder dacl(@Nullable Acl acl) {
    dacl = acl;
    return this;
  }

  /** Gives the control bits; the three that follow from the parts are ignored. */
  public SecurityDescriptorBuilder control(int bits) {
    control = bits & 0xFFFF & ~DERIVED;
    return this;
  }

  /** Gives the second header byte. */
  public SecurityDescriptorBuilder resourceManagerControl(int value) {
    resourceManagerControl = value & 0xFF;
    return this;
  }

  /** The size of the binary form so far, in bytes. */
  public int size() {
    return SecurityDescriptor.HEADER_SIZE
        + (owner == null ? 0 : owner.size())
        + (group == null ? 0 : group.size())
        + (sacl == null ? 0 : sacl.size())
        + (dacl == null ? 0 : dacl.size());
  }

  /**
   * The descriptor, packed in the order owner, group, SACL, DACL (security-descriptors §2.3).
   *
   * @throws IllegalArgumentException if {@link #size} is more than {@link SecurityDescriptor#MAX_SIZE}
   */
  public SecurityDescriptor build() {
    int size = size();
    if (size > SecurityDescriptor.MAX_SIZE) {
      throw new IllegalArgumentException("security descriptor of " + size + " bytes; at most 65535 are allowed");
    }
    int word = control
        | SdControl.SELF_RELATIVE
        | (sacl == null ? 0 : SdControl.SACL_PRESENT)
        | (dacl == null ? 0 : SdControl.DACL_PRESENT);
    ByteWriter out = new ByteWriter(size);
    out.u8(SecurityDescriptor.REVISION).u8(resourceManagerControl).u16(word).zeros(16);
    if (owner != null) {
      out.patch32(4, out.size());
      owner.writeTo(out);
    }
    if (group != null) {
      out.patch32(8, out.size());
      group.writeTo(out);
    }
    if (sacl != null) {
      out.patch32(12, out.size());
      sacl.writeTo(out);
    }
    if (dacl != null) {
      out.patch32(16, out.size());
      dacl.writeTo(out);
    }
    return new SecurityDescriptor(out.toByteArray(), word, owner, group, sacl, dacl);
  }
}
