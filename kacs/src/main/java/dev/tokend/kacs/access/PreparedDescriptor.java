package dev.tokend.kacs.access;

import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sid.Sid;
import org.jspecify.annotations.Nullable;

/**
 * A security descriptor prepared for many checks. Immutable, and free to be shared between threads; an object that is
 * checked often keeps it beside its descriptor and makes a new one when the descriptor changes.
 */
public final class PreparedDescriptor {
  private final @Nullable Sid owner;
  private final @Nullable PreparedAcl dacl;
  private final @Nullable PreparedAcl sacl;
  private final SaclMetadata metadata;

  private PreparedDescriptor(
      @Nullable Sid owner, @Nullable PreparedAcl dacl, @Nullable PreparedAcl sacl, SaclMetadata metadata) {
    this.owner = owner;
    this.dacl = dacl;
    this.sacl = sacl;
    this.metadata = metadata;
  }

  /** Prepares any descriptor; what is wrong with it for a check, the check reports. */
  public static PreparedDescriptor of(SecurityDescriptor descriptor) {
    Acl dacl = descriptor.dacl();
    Acl sacl = descriptor.sacl();
    return new PreparedDescriptor(
        descriptor.owner(),
        dacl == null ? null : PreparedAcl.of(dacl),
        sacl == null ? null : PreparedAcl.of(sacl),
        SaclMetadata.of(sacl));
  }

  /** The same object guarded by another DACL, that of a policy rule. */
  PreparedDescriptor withDacl(PreparedAcl other) {
    return new PreparedDescriptor(owner, other, sacl, metadata);
  }

  /** The owner; an object without one cannot be checked. */
  @Nullable Sid owner() {
    return owner;
  }

  /** The DACL; null for a NULL DACL, which grants everything. */
  @Nullable PreparedAcl dacl() {
    return dacl;
  }

  /** The SACL, if there is one. */
  @Nullable PreparedAcl sacl() {
    return sacl;
  }

  /** What the SACL says before the DACL is read. */
  SaclMetadata metadata() {
    return metadata;
  }
}
