package dev.tokend.monitor.rights;

import dev.tokend.kacs.access.GenericMapping;
import dev.tokend.kacs.sd.AccessMask;

/** The access mask of an open or duplicate request (tokens §6.2, "Validation of a requested mask"). */
public final class RequestedMask {
  /** Every bit that may be asked for: the token rights, ACCESS_SYSTEM_SECURITY, MAXIMUM_ALLOWED and the generics. */
  public static final int ACCEPTED =
      TokenRights.ALL_ACCESS
          | AccessMask.ACCESS_SYSTEM_SECURITY
          | AccessMask.MAXIMUM_ALLOWED
          | AccessMask.GENERIC;

  private RequestedMask() {}

  /** Whether {@code mask} asks for something, and for nothing but what a token has. */
  public static boolean isValid(int mask) {
    return mask != 0 && (mask & ~ACCEPTED) == 0;
  }

  /**
   * The mask that the handle keeps: what was asked for, or everything granted if MAXIMUM_ALLOWED was asked for.
   *
   * @param mask the valid request
   * @param granted what the access check gave
   */
  public static int cached(int mask, int granted) {
    return (mask & AccessMask.MAXIMUM_ALLOWED) != 0 ? granted : granted & GenericMapping.TOKEN.map(mask);
  }
}
