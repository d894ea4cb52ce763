package dev.tokend.authority.process;

import dev.tokend.authority.derive.LogonEvidence;
import dev.tokend.linux.proc.KeptCredentials;
import org.jspecify.annotations.Nullable;

/** Where the authority learns who a process is. */
public interface IdentityReader {

  /**
   * Reads the credentials of a process that its caller holds by a pidfd, and that may still end meanwhile.
   *
   * @param pid its number
   * @param known how it was logged on, where that was found before; it does not change with the credentials
   */
  IdentityReading read(int pid, @Nullable LogonEvidence known);

  /** What is read of a process, kept open; null where that cannot be had. */
  default @Nullable KeptCredentials keep(int pid) {
    return null;
  }
}
