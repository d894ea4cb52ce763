package dev.tokend.kacs.sd;

/** The flag bits of an ACE (KACS v0.22 §3.6, [MS-DTYP] 2.4.4.1). */
public final class AceFlags {
  /** Passed on to children that are not containers. */
  public static final int OBJECT_INHERIT = 0x01;

  /** Passed on to children that are containers. */
  public static final int CONTAINER_INHERIT = 0x02;

  /** Passed on one level only. */
  public static final int NO_PROPAGATE_INHERIT = 0x04;

  /** Without effect on the object that carries it. */
  public static final int INHERIT_ONLY = 0x08;

  /** Came from the parent. */
  public static final int INHERITED = 0x10;

  /** A flag of Windows without effect here. */
  public static final int CRITICAL = 0x20;

  /** Audit entries: report granted access. */
  public static final int SUCCESSFUL_ACCESS = 0x40;

  /** Audit entries: report refused access. */
  public static final int FAILED_ACCESS = 0x80;

  private AceFlags() {}
}
