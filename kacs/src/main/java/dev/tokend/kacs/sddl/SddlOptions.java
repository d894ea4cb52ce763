package dev.tokend.kacs.sddl;

/**
 * How SDDL is read.
 *
 * @param aliases what the SID aliases stand for
 * @param placement which entries may stand in which ACL
 */
public record SddlOptions(SidAliases aliases, Placement placement) {
  /** The fixed aliases, and any entry anywhere, as the binary form has it. */
  public static final SddlOptions DEFAULT = new SddlOptions(SidAliases.FIXED, Placement.ANYWHERE);

  /** Which entries may stand in which ACL. */
  public enum Placement {
    /** Any entry in either ACL: a misplaced one is kept and has no effect. */
    ANYWHERE,
    /** Allow and deny entries in the DACL only, all others in the SACL only. */
    WHERE_EFFECTIVE
  }

  /** The same options with other aliases. */
  public SddlOptions withAliases(SidAliases newAliases) {
    return new SddlOptions(newAliases, placement);
  }

  /** The same options with another rule of placement. */
  public SddlOptions withPlacement(Placement newPlacement) {
    return new SddlOptions(aliases, newPlacement);
  }
}
