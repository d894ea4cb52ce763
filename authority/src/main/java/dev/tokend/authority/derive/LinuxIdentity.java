package dev.tokend.authority.derive;

import java.util.List;

/**
 * What Linux says of who a process is: everything that a derived token depends on. Two equal identities give the same
 * token; where a process's identity has changed, its token is derived anew.
 *
 * @param uid effective uid, unsigned, as the initial user namespace numbers it
 * @param gid effective gid, unsigned
 * @param supplementaryGids supplementary groups in the kernel's order
 * @param permitted the permitted capability set, bit n = capability n
 * @param effective the effective capability set
 * @param initialUserNamespace whether the process lives in the initial user namespace, where capabilities have power
 * @param auditSession the audit session id, unsigned, or {@link #NO_AUDIT_SESSION}
 * @param logon how the process came to be logged on, where cgroup and ancestry tell
 * @param startTime clock ticks since boot at which the process started
 */
public record LinuxIdentity(
    int uid,
    int gid,
    List<Integer> supplementaryGids,
    long permitted,
    long effective,
    boolean initialUserNamespace,
    int auditSession,
    LogonEvidence logon,
    long startTime) {

  /** The audit session id of a process that belongs to none: 2^32 - 1. */
  public static final int NO_AUDIT_SESSION = -1;

  /** The uid of what has none: unmapped ids, and by convention nobody. */
  public static final int OVERFLOW_UID = 65534;

  private static final int CAP_SYS_ADMIN = 21;

  /** Copies the list. */
  public LinuxIdentity {
    supplementaryGids = List.copyOf(supplementaryGids);
  }

  /** Whether this is the system itself: uid 0 with CAP_SYS_ADMIN effective where that has power. */
  public boolean isSystem() {
    return uid == 0 && initialUserNamespace && (effective & (1L << CAP_SYS_ADMIN)) != 0;
  }
}
