package dev.tokend.kacs.access;

/** The exact reason of an {@link AccessError}, in the order in which they are looked for (KACS v0.22 §10.10). */
public enum Refusal {
  /** The subject's logon session is dead. */
  SESSION_DEAD(AccessError.ACCESS_DENIED),

  /** A write-restricted token whose user SID is not deny-only. */
  WRITE_RESTRICTED_USER(AccessError.INVALID_PARAMETER),

  /** An impersonation token at Identification level may be looked at, not acted as. */
  IDENTIFICATION_LEVEL(AccessError.ACCESS_DENIED),

  /** The request has no security descriptor. */
  NO_DESCRIPTOR(AccessError.INVALID_PARAMETER),

  /** The security descriptor has no owner. */
  NO_OWNER(AccessError.INVALID_SD),

  /** The object type list is not a tree in preorder, or its result per node is asked for without one. */
  BAD_OBJECT_TYPES(AccessError.INVALID_PARAMETER),

  /** The request has a bit of {@link dev.tokend.kacs.sd.AccessMask#RESERVED}. */
  RESERVED_BITS(AccessError.INVALID_PARAMETER),

  /** The effective mandatory label's SID is not S-1-16-<i>level</i>. */
  BAD_MANDATORY_LABEL(AccessError.MALFORMED_SD),

  /** The effective trust label's SID is not S-1-19-<i>type</i>-<i>trust</i>. */
  BAD_TRUST_LABEL(AccessError.MALFORMED_SD);

  private final AccessError error;

  Refusal(AccessError error) {
    this.error = error;
  }

  /** The error that the caller sees. */
  public AccessError error() {
    return error;
  }
}
