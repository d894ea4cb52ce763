package dev.tokend.kacs.access;

import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.sd.AccessMask;
import org.jspecify.annotations.Nullable;

/**
 * Stages 0 and 1, and the part of stage 3 that can fail: what ends a check before any right is looked at (KACS v0.22
 * §10.10, access-check §4). The order decides which error a request with several faults gets.
 */
final class RequestGate {
  private RequestGate() {}

  /** Why the check cannot go on; null if it can. */
  static @Nullable Refusal refusal(AccessRequest request) {
    Refusal subject = refusal(request.subject());
    return subject != null ? subject : requestRefusal(request);
  }

  private static @Nullable Refusal refusal(Subject subject) {
    if (subject.sessionDead()) {
      return Refusal.SESSION_DEAD;
    }
    if (subject.writeRestricted() && !subject.userDenyOnly()) {
      return Refusal.WRITE_RESTRICTED_USER;
    }
    // The level field of a primary token is ignored.
    if (subject.tokenType() == TokenType.IMPERSONATION
        && subject.impersonationLevel() == ImpersonationLevel.IDENTIFICATION) {
      return Refusal.IDENTIFICATION_LEVEL;
    }
    return null;
  }

  private static @Nullable Refusal requestRefusal(AccessRequest request) {
    PreparedDescriptor descriptor = request.descriptor();
    if (descriptor == null) {
      return Refusal.NO_DESCRIPTOR;
    }
    if (descriptor.owner() == null) {
      return Refusal.NO_OWNER;
    }
    ObjectTypeList types = request.objectTypes();
    if (types == null ? request.mode() == ResultMode.PER_NODE : !types.isValid()) {
      return Refusal.BAD_OBJECT_TYPES;
    }
    if ((request.desired() & AccessMask.RESERVED) != 0) {
      return Refusal.RESERVED_BITS;
    }
    return descriptor.metadata().refusal();
  }
}
