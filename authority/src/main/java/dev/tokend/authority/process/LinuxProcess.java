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
public record LinuxProcess(long inode, int pid, LinuxIdentity identity, long lastUnbound) {}
