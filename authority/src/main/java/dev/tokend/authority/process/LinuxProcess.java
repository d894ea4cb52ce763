package dev.tokend.authority.process;

import dev.tokend.authority.derive.LinuxIdentity;

/**
 * What tells a process from every other one of its boot, and what is known of it beside its tokens.
 *
 * @param inode of its pidfd
 * @param pid its number
 * @param identity as it was seen last; its start time is the process's own
 * @param lastUnbound when it was last seen without a token of its own, in clock ticks since boot
 */
public record LinuxProcess(long inode, int pid, LinuxIdentity identity, long lastUnbound, Marks marks) {

  /**
   * What it did that matters later.
   *
   * @param leftToken it became another user and left a token behind
   * @param kacsProgram it, or whom it inherits from, has called the KACS interface itself
   * @param keepsImpersonation what its leading thread acts as stays when it becomes another program
   */
  public record Marks(boolean leftToken, boolean kacsProgram, boolean keepsImpersonation) {}

  /** Whether it is not like any process that is seen for the first time, whatever its tokens are. */
  public boolean isMarked() {
    return marks.leftToken() || marks.kacsProgram();
  }
}
