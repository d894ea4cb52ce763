package dev.tokend.kacs.access;

import dev.tokend.kacs.sd.AccessMask;

/**
 * What the four generic rights stand for on one kind of object, KACS v0.22 §3.3.
 *
 * @param read the specific and standard rights of GENERIC_READ
 * @param write those of GENERIC_WRITE
 * @param execute those of GENERIC_EXECUTE
 * @param all those of GENERIC_ALL: every right that a NULL DACL gives and MAXIMUM_ALLOWED looks for
 */
public record GenericMapping(int read, int write, int execute, int all) {
  /** Files and directories. */
  public static final GenericMapping FILE =
      new GenericMapping(0x0012_0089, 0x0012_0116, 0x0012_00A0, 0x001F_01FF);

  /** Registry keys. */
  public static final GenericMapping REGISTRY =
      new GenericMapping(0x0002_0019, 0x0002_0006, 0x0000_0000, 0x000F_003F);

  /** Tokens. */
  public static final GenericMapping TOKEN =
      new GenericMapping(0x0002_0008, 0x0004_00E0, 0x0000_0004, 0x000F_01FF);

  /** Processes. */
  public static final GenericMapping PROCESS =
      new GenericMapping(0x0002_0410, 0x0004_0220, 0x0000_1801, 0x000E_1E73);

  /** Inter-process communication objects. */
  public static final GenericMapping IPC =
      new GenericMapping(0x0012_0005, 0x0014_000A, 0x0012_0004, 0x001F_000F);

  /** Services, with the numbering of Windows. */
  public static final GenericMapping SERVICE =
      new GenericMapping(0x0002_008D, 0x0002_0002, 0x0002_0170, 0x000F_01FF);

  /** Objects of a directory service. */
  public static final GenericMapping DIRECTORY_SERVICE =
      new GenericMapping(0x0002_0094, 0x0002_0028, 0x0002_0004, 0x000F_01FF);

  /** {@code mask} with its generic bits replaced by what they stand for; all other bits stay. */
  public int map(int mask) {
    return (mask & AccessMask.GENERIC) == 0 ? mask : replaceGeneric(mask);
  }

  private int replaceGeneric(int mask) {
    int mapped = mask & ~AccessMask.GENERIC;
    if ((mask & AccessMask.GENERIC_READ) != 0) {
      mapped |= read;
    }
    if ((mask & AccessMask.GENERIC_WRITE) != 0) {
      mapped |= write;
    }
    if ((mask & AccessMask.GENERIC_EXECUTE) != 0) {
      mapped |= execute;
    }
    if ((mask & AccessMask.GENERIC_ALL) != 0) {
      mapped |= all;
    }
    return mapped;
  }
}
