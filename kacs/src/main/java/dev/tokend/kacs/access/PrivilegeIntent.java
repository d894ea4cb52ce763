package dev.tokend.kacs.access;

/** The bits with which a caller says that it is about to back up or to restore (access-check §4). */
public final class PrivilegeIntent {
  /** Neither: SeBackupPrivilege and SeRestorePrivilege stay out of the check. */
  public static final int NONE = 0;

  /** SeBackupPrivilege takes part. */
  public static final int BACKUP = 0x1;

  /** SeRestorePrivilege takes part. */
  public static final int RESTORE = 0x2;

  private PrivilegeIntent() {}
}
