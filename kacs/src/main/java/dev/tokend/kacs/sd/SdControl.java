package dev.tokend.kacs.sd;

/** The control bits of a security descriptor (KACS v0.22 §3.1, [MS-DTYP] 2.4.6). */
public final class SdControl {
  /** The owner came from a default. */
  public static final int OWNER_DEFAULTED = 0x0001;

  /** The group came from a default. */
  public static final int GROUP_DEFAULTED = 0x0002;

  /** There is a DACL; clear means no discretionary control at all. */
  public static final int DACL_PRESENT = 0x0004;

  /** The DACL came from a default. */
  public static final int DACL_DEFAULTED = 0x0008;

  /** There is a SACL. */
  public static final int SACL_PRESENT = 0x0010;

  /** The SACL came from a default. */
  public static final int SACL_DEFAULTED = 0x0020;

  /** Kept, without meaning. */
  public static final int DACL_TRUSTED = 0x0040;

  /** On a creator's descriptor: add the server's default DACL to the new object. */
  public static final int SERVER_SECURITY = 0x0080;

  /** Asks for automatic DACL inheritance. */
  public static final int DACL_AUTO_INHERIT_REQ = 0x0100;

  /** Asks for automatic SACL inheritance. */
  public static final int SACL_AUTO_INHERIT_REQ = 0x0200;

  /** The DACL was made by automatic inheritance. */
  public static final int DACL_AUTO_INHERITED = 0x0400;

  /** The SACL was made by automatic inheritance. */
  public static final int SACL_AUTO_INHERITED = 0x0800;

  /** The DACL takes no entries from the parent. */
  public static final int DACL_PROTECTED = 0x1000;

  /** The SACL takes no entries from the parent. */
  public static final int SACL_PROTECTED = 0x2000;

  /** The second header byte has a meaning to someone. */
  public static final int RM_CONTROL_VALID = 0x4000;

  /** The descriptor is one block with offsets; always set in the binary form. */
  public static final int SELF_RELATIVE = 0x8000;

  private SdControl() {}
}
