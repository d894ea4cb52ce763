package dev.tokend.kacs.sd;

/** The bits of an access mask that mean the same for every type of object (KACS v0.22 §3.3, formats §4.1). */
public final class AccessMask {
  /** Delete the object. */
  public static final int DELETE = 0x0001_0000;

  /** Read owner, group and DACL. */
  public static final int READ_CONTROL = 0x0002_0000;

  /** Replace the DACL. */
  public static final int WRITE_DAC = 0x0004_0000;

  /** Change owner, group or label. */
  public static final int WRITE_OWNER = 0x0008_0000;

  /** Wait on the object. */
  public static final int SYNCHRONIZE = 0x0010_0000;

  /** Read or write the SACL. */
  public static final int ACCESS_SYSTEM_SECURITY = 0x0100_0000;

  /** In a request: every right that can be had. In an entry of an ACL it makes the ACL malformed. */
  public static final int MAXIMUM_ALLOWED = 0x0200_0000;

  /** All rights, by the object's mapping. */
  public static final int GENERIC_ALL = 0x1000_0000;

  /** The execute class, by the object's mapping. */
  public static final int GENERIC_EXECUTE = 0x2000_0000;

  /** The write class, by the object's mapping. */
  public static final int GENERIC_WRITE = 0x4000_0000;

  /** The read class, by the object's mapping. */
  public static final int GENERIC_READ = 0x8000_0000;

  /** The four generic bits. */
  public static final int GENERIC = GENERIC_READ | GENERIC_WRITE | GENERIC_EXECUTE | GENERIC_ALL;

  /** Bits without a meaning: kept in stored entries and ignored in evaluation. */
  public static final int RESERVED = 0x0CE0_0000;

  private AccessMask() {}
}
