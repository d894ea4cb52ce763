package dev.tokend.linux.credentials;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.call.Memory;
import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.call.SyscallNumber;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Changes of the calling thread's credentials, one system call each. No other thread of the process changes.
 *
 * <p>Each fails with EPERM without the capability that it names.
 */
public final class CredentialChange {
  private static final int PR_SET_KEEPCAPS = 8;
  private static final int PR_CAPBSET_DROP = 24;
  private static final int PR_SET_SECUREBITS = 28;
  private static final int PR_SET_NO_NEW_PRIVS = 38;
  private static final int PR_CAP_AMBIENT = 47;
  private static final int PR_CAP_AMBIENT_RAISE = 2;
  private static final int PR_CAP_AMBIENT_CLEAR_ALL = 4;
  private static final int KEYCTL_JOIN_SESSION_KEYRING = 1;

  /** What set*id(2) takes for "leave as it is"; no process has it as an id. */
  private static final int NO_ID = -1;

  private CredentialChange() {}

  /**
   * Replaces the supplementary groups: setgroups(2), with CAP_SETGID.
   *
   * @param groups unsigned 32 bits each, at most 65536
   * @throws ErrnoException EPERM; EINVAL for 2^32-1, for too many and for ids that the user namespace does not map
   */
  public static void setGroups(List<Integer> groups) throws ErrnoException {
    int count = groups.size();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment gids = arena.allocate(JAVA_INT, Math.max(count, 1));
      for (int i = 0; i < count; i++) {
        Memory.putInt(gids, 4L * i, groups.get(i));
      }
      Syscall.check("setgroups", Syscall.invoke(SyscallNumber.SETGROUPS, count, gids.address()));
    }
  }

  /**
   * Makes one id the real, effective, saved and file system group id: setresgid(2), with CAP_SETGID unless it is one of
   * the first three now.
   *
   * @param gid unsigned 32 bits
   * @throws ErrnoException EPERM; EINVAL for an id that the user namespace does not map
   * @throws IllegalArgumentException for 2^32-1, which the call would take for no change
   */
  public static void setGroupIds(int gid) throws ErrnoException {
    Syscall.check("setresgid", Syscall.invoke(SyscallNumber.SETRESGID, id(gid), id(gid), id(gid)));
  }

  /**
   * Makes one id the real, effective, saved and file system user id: setresuid(2), with CAP_SETUID unless it is one of
   * the first three now. A change from 0 clears the capabilities, except the permitted ones after {@link
   * #keepCapabilities}.
   *
   * @param uid unsigned 32 bits
   * @throws ErrnoException EPERM; EINVAL for an id that the user namespace does not map; EAGAIN
   * @throws IllegalArgumentException for 2^32-1, which the call would take for no change
   */
  public static void setUserIds(int uid) throws ErrnoException {
    Syscall.check("setresuid", Syscall.invoke(SyscallNumber.SETRESUID, id(uid), id(uid), id(uid)));
  }

  private static long id(int id) {
    if (id == NO_ID) {
      throw new IllegalArgumentException("4294967295 is no id");
    }
    return Integer.toUnsignedLong(id);
  }

  /**
   * Sets three capability sets: capset(2). Bit n is capability n. The ambient set loses what the permitted or the
   * inheritable one does.
   *
   * @throws ErrnoException EPERM if the permitted set would grow, the effective one exceed it, or the inheritable one
   *     gain what is neither permitted (unless CAP_SETPCAP) nor in the bounding set
   */
  public static void setCapabilities(long effective, long permitted, long inheritable) throws ErrnoException {
    new CapabilityData(effective, permitted, inheritable).apply();
  }

  /**
   * Takes a capability out of the bounding set, for good: prctl(2) PR_CAPBSET_DROP, with CAP_SETPCAP.
   *
   * @throws ErrnoException EPERM; EINVAL for a number that is none
   */
  public static void dropFromBoundingSet(int capability) throws ErrnoException {
    prctl("PR_CAPBSET_DROP", PR_CAPBSET_DROP, capability, 0);
  }

  /** Empties the ambient set: prctl(2) PR_CAP_AMBIENT_CLEAR_ALL. */
  public static void clearAmbient() throws ErrnoException {
    prctl("PR_CAP_AMBIENT_CLEAR_ALL", PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0);
  }

  /**
   * Puts a capability into the ambient set: prctl(2) PR_CAP_AMBIENT_RAISE.
   *
   * @throws ErrnoException EPERM if it is not permitted and inheritable, or {@link SecureBits#NO_AMBIENT_RAISE} is set
   */
  public static void raiseAmbient(int capability) throws ErrnoException {
    prctl("PR_CAP_AMBIENT_RAISE", PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability);
  }

  /**
   * Keeps the permitted capabilities when the user id changes from 0, until execve(2): prctl(2) PR_SET_KEEPCAPS.
   *
   * @throws ErrnoException EPERM where securebits lock it
   */
  public static void keepCapabilities() throws ErrnoException {
    prctl("PR_SET_KEEPCAPS", PR_SET_KEEPCAPS, 1, 0);
  }

  /**
   * Replaces the securebits: prctl(2) PR_SET_SECUREBITS, with CAP_SETPCAP.
   *
   * @param bits flags of {@link SecureBits}
   * @throws ErrnoException EPERM, also where a flag is locked
   */
  public static void setSecureBits(int bits) throws ErrnoException {
    prctl("PR_SET_SECUREBITS", PR_SET_SECUREBITS, bits, 0);
  }

  /**
   * Makes execve(2) grant nothing any more, for this thread and all that it starts, for good: prctl(2)
   * PR_SET_NO_NEW_PRIVS. Everybody may.
   */
  public static void setNoNewPrivileges() throws ErrnoException {
    prctl("PR_SET_NO_NEW_PRIVS", PR_SET_NO_NEW_PRIVS, 1, 0);
  }

  /**
   * Leaves the session keyring for a new and empty one, whose owner is the present user: keyctl(2)
   * KEYCTL_JOIN_SESSION_KEYRING. Whoever has a keyring possesses its keys, of whatever user.
   *
   * @throws ErrnoException ENOSYS without keyrings; EPERM where a filter forbids them; EDQUOT
   */
  public static void leaveSessionKeyring() throws ErrnoException {
    long anonymous = 0;
    Syscall.check(
        "keyctl JOIN_SESSION_KEYRING",
        Syscall.invoke(SyscallNumber.KEYCTL, KEYCTL_JOIN_SESSION_KEYRING, anonymous));
  }

  private static void prctl(String name, int option, long first, long second) throws ErrnoException {
    Syscall.check("prctl " + name, Syscall.invoke(SyscallNumber.PRCTL, option, first, second));
  }
}
