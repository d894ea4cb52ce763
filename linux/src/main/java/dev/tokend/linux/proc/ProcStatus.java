package dev.tokend.linux.proc;

import dev.tokend.linux.process.IdSet;
import java.util.List;

/**
 * The fields of {@code /proc/PID/status} that say who a thread acts as (proc_pid_status(5)). Of a process, those of
 * its leading thread.
 *
 * @param name the thread's name, as the kernel escapes it (backslash and newline)
 * @param pid the thread id
 * @param threadGroup the process id; differs from {@code pid} for a thread that does not lead
 * @param parent the parent's process id; 0 for none in this pid namespace
 * @param uids unsigned 32 bits each
 * @param gids unsigned 32 bits each
 * @param groups the supplementary groups, ascending as the kernel keeps them, unsigned 32 bits each
 * @param namespacePids the id in each pid namespace from the reader's inwards; empty where the kernel does not say
 * @param capabilities the five sets
 * @param noNewPrivileges whether execve(2) grants no privileges any more
 * @param seccomp 0 off, 1 strict, 2 filter
 * @param threads how many threads the process has; 0 where the kernel does not say
 */
public record ProcStatus(
    String name,
    int pid,
    int threadGroup,
    int parent,
    IdSet uids,
    IdSet gids,
    List<Integer> groups,
    List<Integer> namespacePids,
    CapabilitySets capabilities,
    boolean noNewPrivileges,
    int seccomp,
    int threads) {
  /** Copies the lists. */
  public ProcStatus {
    groups = List.copyOf(groups);
    namespacePids = List.copyOf(namespacePids);
  }

  /**
   * Reads the file.
   *
   * @throws ProcFormatException where a field is malformed, or one is missing that every kernel writes: Name, Pid,
   *     Tgid, PPid, Uid, Gid, CapInh, CapPrm, CapEff, CapBnd
   */
  public static ProcStatus parse(byte[] file) throws ProcFormatException {
    return new ProcStatusParser(file).parse();
  }
}
