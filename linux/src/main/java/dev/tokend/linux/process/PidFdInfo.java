package dev.tokend.linux.process;

import org.jspecify.annotations.Nullable;

/**
 * What the kernel says of the process behind a pidfd, without a look at {@code /proc} that could race with pid reuse.
 *
 * @param pid the thread group id in this pid namespace
 * @param parent the parent's thread group id, 0 outside this pid namespace; -1 where the kernel does not say (before Linux 6.13)
 * @param credentials null where the kernel does not say
 * @param cgroupId the inode of the process's cgroup v2 directory; 0 where the kernel does not say
 */
public record PidFdInfo(int pid, int parent, @Nullable Credentials credentials, long cgroupId) {
  /** The credentials of the process's leading thread. */
  public record Credentials(IdSet uids, IdSet gids) {}
}
