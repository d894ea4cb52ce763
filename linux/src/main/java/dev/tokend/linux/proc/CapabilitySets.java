package dev.tokend.linux.proc;

/**
 * The capability sets of a thread (capabilities(7)); bit n is capability n.
 *
 * @param inheritable what execve(2) may keep
 * @param permitted what it may make effective
 * @param effective what it is checked by
 * @param bounding what execve(2) may still gain
 * @param ambient what execve(2) keeps of an unprivileged program; none before Linux 4.3
 */
public record CapabilitySets(long inheritable, long permitted, long effective, long bounding, long ambient) {
  /** Whether a capability is in the effective set. */
  public boolean isEffective(int capability) {
    return capability >= 0 && capability < Long.SIZE && (effective >>> capability & 1) != 0;
  }
}
