package dev.tokend.kacs.sd;

/**
 * The policy bits in the mask of a mandatory label, in the numbering of KACS (KACS v0.22 §10.3).
 *
 * <p>[MS-DTYP] 2.4.4.13 and Windows have the first two the other way round; descriptors exchanged with Windows need
 * bits 0 and 1 of label masks swapped (security-descriptors §4.4).
 */
public final class LabelPolicy {
  /** Callers of lower integrity cannot read. */
  public static final int NO_READ_UP = 0x1;

  /** Callers of lower integrity cannot write. */
  public static final int NO_WRITE_UP = 0x2;

  /** Callers of lower integrity cannot execute. */
  public static final int NO_EXECUTE_UP = 0x4;

  private LabelPolicy() {}
}
