package dev.tokend.kacs.sd;

/** The bits that name the parts of a descriptor to be read or set (security-descriptors §9, formats §4.4). */
public final class SecurityInformation {
  /** The owner. */
  public static final int OWNER = 0x01;

  /** The primary group. */
  public static final int GROUP = 0x02;

  /** The DACL. */
  public static final int DACL = 0x04;

  /** The whole SACL. */
  public static final int SACL = 0x08;

  /** The mandatory label alone; not together with {@link #SACL}. */
  public static final int LABEL = 0x10;

  private static final int ALL = OWNER | GROUP | DACL | SACL | LABEL;

  private static final int DACL_BITS =
      SdControl.DACL_DEFAULTED
          | SdControl.DACL_TRUSTED
          | SdControl.SERVER_SECURITY
          | SdControl.DACL_AUTO_INHERIT_REQ
          | SdControl.DACL_AUTO_INHERITED
          | SdControl.DACL_PROTECTED;

  private static final int SACL_BITS =
      SdControl.SACL_DEFAULTED
          | SdControl.SACL_AUTO_INHERIT_REQ
          | SdControl.SACL_AUTO_INHERITED
          | SdControl.SACL_PROTECTED;

  private SecurityInformation() {}

  /** Whether a request may name these parts: at least one, no other bit, not SACL and label together. */
  public static boolean isValid(int parts) {
    return parts != 0 && (parts & ~ALL) == 0 && (parts & (SACL | LABEL)) != (SACL | LABEL);
  }

  /** The rights that reading these parts needs (tokens §16). */
  public static int readAccess(int parts) {
    return ((parts & ~SACL) != 0 ? AccessMask.READ_CONTROL : 0)
        | ((parts & SACL) != 0 ? AccessMask.ACCESS_SYSTEM_SECURITY : 0);
  }

  /** The rights that setting these parts needs (security-descriptors §9). */
  public static int writeAccess(int parts) {
    return ((parts & (OWNER | GROUP | LABEL)) != 0 ? AccessMask.WRITE_OWNER : 0)
        | ((parts & DACL) != 0 ? AccessMask.WRITE_DAC : 0)
        | ((parts & SACL) != 0 ? AccessMask.ACCESS_SYSTEM_SECURITY : 0);
  }

  /** The control bits that belong to these parts; a label has none of its own. */
  static int controlBits(int parts) {
    return ((parts & OWNER) != 0 ? SdControl.OWNER_DEFAULTED : 0)
        | ((parts & GROUP) != 0 ? SdControl.GROUP_DEFAULTED : 0)
        | ((parts & DACL) != 0 ? DACL_BITS : 0)
        | ((parts & SACL) != 0 ? SACL_BITS : 0);
  }
}
