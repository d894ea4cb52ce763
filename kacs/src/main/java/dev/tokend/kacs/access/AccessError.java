package dev.tokend.kacs.access;

import dev.tokend.kacs.catalog.Errno;
import org.jspecify.annotations.Nullable;

/** Why a check ended before any right was looked at (access-check §1); nothing is granted then. */
public enum AccessError {
  /** The subject may ask nothing: its logon session is dead, or it is an Identification-level impersonation token. */
  ACCESS_DENIED(1, "access-denied", Errno.EACCES),

  /** The request, or the subject itself, is not well-formed. */
  INVALID_PARAMETER(2, "invalid-parameter", Errno.EINVAL),

  /** The security descriptor has no owner. */
  INVALID_SD(3, "invalid-sd", Errno.EINVAL),

  /** The security descriptor's effective mandatory label or trust label has a SID of the wrong shape. */
  MALFORMED_SD(4, "malformed-sd", Errno.EINVAL);

  private final int code;
  private final String wireName;
  private final Errno errno;

  AccessError(int code, String wireName, Errno errno) {
    this.code = code;
    this.wireName = wireName;
    this.errno = errno;
  }

  /** The name in reports and test vectors, such as {@code access-denied}. */
  public String wireName() {
    return wireName;
  }

  /** The error number that a caller of the binary interface sees. */
  public Errno errno() {
    return errno;
  }

  /** The number of this error in a {@link PackedDecision}. */
  int code() {
    return code;
  }

  static @Nullable AccessError ofCode(int code) {
    return switch (code) {
      case 1 -> ACCESS_DENIED;
      case 2 -> INVALID_PARAMETER;
      case 3 -> INVALID_SD;
      case 4 -> MALFORMED_SD;
      default -> null;
    };
  }
}
