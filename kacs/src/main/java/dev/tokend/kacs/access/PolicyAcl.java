package dev.tokend.kacs.access;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.sd.Acl;
import org.jspecify.annotations.Nullable;

/**
 * An ACL of a policy rule, which may have turned out not to be one: the check then goes on as KACS v0.22 §10.8 says.
 * Immutable.
 */
public final class PolicyAcl {
  private final @Nullable PreparedAcl prepared;
  private final String defect;

  private PolicyAcl(@Nullable PreparedAcl prepared, String defect) {
    this.prepared = prepared;
    this.defect = defect;
  }

  /** An ACL. */
  public static PolicyAcl of(Acl acl) {
    return new PolicyAcl(PreparedAcl.of(acl), "");
  }

  /** Any bytes: an ACL if they are exactly one. */
  public static PolicyAcl of(byte[] bytes) {
    try {
      return of(Acl.parse(bytes));
    } catch (MalformedException e) {
      return new PolicyAcl(null, String.valueOf(e.getMessage()));
    }
  }

  /** Why the bytes are no ACL; empty if they are one. */
  public String defect() {
    return defect;
  }

  /** The ACL; null if the bytes are none. */
  public @Nullable Acl acl() {
    return prepared == null ? null : prepared.acl();
  }

  /** The ACL for checks; null if the bytes are none. */
  @Nullable PreparedAcl prepared() {
    return prepared;
  }
}
