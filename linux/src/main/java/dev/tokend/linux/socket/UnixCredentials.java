package dev.tokend.linux.socket;

/**
 * {@code struct ucred}: a process as the kernel names it in the reader's namespaces.
 *
 * @param pid the thread group id; 0 for a process outside the reader's pid namespace
 * @param uid unsigned 32 bits; effective in SO_PEERCRED, real in a message's SCM_CREDENTIALS
 * @param gid unsigned 32 bits; likewise
 */
public record UnixCredentials(int pid, int uid, int gid) {}
