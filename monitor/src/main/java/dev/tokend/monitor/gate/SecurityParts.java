package dev.tokend.monitor.gate;

import dev.tokend.kacs.sd.AccessMask;

/**
 * The parts of a security descriptor that a get or set request names (formats §4.4 SECURITY_INFORMATION, tokens §16).
 */
public final class SecurityParts {
  /** The owner. */
  public static final int OWNER = 0x01;

  /** The group. */
  public static final int GROUP = 0x02;

  /** The DACL. */
  public static final int DACL = 0x04;

  /** The SACL as a whole. */
  public static final int SACL = 0x08;

  /** The mandatory label alone. */
  public static final int LABEL = 0x10;

  /** The flags that a request about a handle carries: AT_EMPTY_PATH and AT_SYMLINK_NOFOLLOW. */
  public static final int FLAGS = 0x1000 | 0x100;

  private static final int ALL = OWNER | GROUP | DACL | SACL | LABEL;

  private SecurityParts() {}

  /** Whether {@code parts} names something, nothing unknown, and not both the SACL and the label in it. */
  public static boolean isValid(int parts) {
    return parts != 0 && (parts & ~ALL) == 0 && (parts & (SACL | LABEL)) != (SACL | LABEL);
  }

  /** The rights that reading these parts needs. */
  public static int rightsToGet(int parts) {
    return ((parts & ~SACL) != 0 ? AccessMask.READ_CONTROL : 0)
        | ((parts & SACL) != 0 ? AccessMask.ACCESS_SYSTEM_SECURITY : 0);
  }

  /** The rights that replacing these parts needs. */
  public static int rightsToSet(int parts) {
    return ((parts & (OWNER | GROUP | LABEL)) != 0 ? AccessMask.WRITE_OWNER : 0)
        | ((parts & DACL) != 0 ? AccessMask.WRITE_DAC : 0)
        | ((parts & SACL) != 0 ? AccessMask.ACCESS_SYSTEM_SECURITY : 0);
  }
}
