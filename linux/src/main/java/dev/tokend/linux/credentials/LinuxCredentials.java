package dev.tokend.linux.credentials;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.call.CallMemory;
import dev.tokend.linux.call.Memory;
import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.call.SyscallNumber;
import dev.tokend.linux.file.FileContent;
import dev.tokend.linux.file.FileOpen;
import dev.tokend.linux.proc.CapabilitySets;
import dev.tokend.linux.proc.ProcFormatException;
import dev.tokend.linux.proc.UserNamespace;
import dev.tokend.linux.process.IdSet;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * What a thread is checked by.
 *
 * @param uids unsigned 32 bits each
 * @param gids unsigned 32 bits each
 * @param groups the supplementary groups as the kernel keeps them, ascending; unsigned 32 bits each
 * @param capabilities the five sets
 * @param secureBits flags of {@link SecureBits}
 * @param noNewPrivileges whether execve(2) grants nothing any more
 * @param initialUserNamespace whether ids and capabilities are the machine's own (user_namespaces(7))
 */
public record LinuxCredentials(
    IdSet uids,
    IdSet gids,
    List<Integer> groups,
    CapabilitySets capabilities,
    int secureBits,
    boolean noNewPrivileges,
    boolean initialUserNamespace) {

  private static final int PR_CAPBSET_READ = 23;
  private static final int PR_GET_SECUREBITS = 27;
  private static final int PR_GET_NO_NEW_PRIVS = 39;
  private static final int PR_CAP_AMBIENT = 47;
  private static final int PR_CAP_AMBIENT_IS_SET = 1;

  /** No id: set*id(2) take it for "leave as it is". */
  private static final int NONE = -1;

  /** Takes a copy of the list. */
  public LinuxCredentials {
    groups = List.copyOf(groups);
  }

  /**
   * Reads the calling thread's.
   *
   * @throws ErrnoException where {@code /proc}, which alone tells the user namespace, is not there
   */
  public static LinuxCredentials ofCallingThread() throws ErrnoException {
    return new LinuxCredentials(
        ids("getresuid", SyscallNumber.GETRESUID, SyscallNumber.SETFSUID),
        ids("getresgid", SyscallNumber.GETRESGID, SyscallNumber.SETFSGID),
        supplementaryGroups(),
        capabilitySets(),
        (int) Syscall.check("prctl PR_GET_SECUREBITS", Syscall.invoke(SyscallNumber.PRCTL, PR_GET_SECUREBITS)),
        Syscall.check("prctl PR_GET_NO_NEW_PRIVS", Syscall.invoke(SyscallNumber.PRCTL, PR_GET_NO_NEW_PRIVS)) != 0,
        userNamespace().isInitial());
  }

  private static IdSet ids(String call, int read, int setFileSystem) throws ErrnoException {
    MemorySegment scratch = CallMemory.scratch();
    long address = scratch.address();
    Syscall.check(call, Syscall.invoke(read, address, address + 4, address + 8));
    int real = Memory.getInt(scratch, 0);
    int effective = Memory.getInt(scratch, 4);
    int saved = Memory.getInt(scratch, 8);
    // setfsuid(2) changes nothing for an id that is none, and always returns the id of before.
    int fileSystem = (int) Syscall.invoke(setFileSystem, NONE);
    return new IdSet(real, effective, saved, fileSystem);
  }

  private static UserNamespace userNamespace() throws ErrnoException {
    try {
      return UserNamespace.parseLink(FileContent.readLink(FileOpen.WORKING_DIRECTORY, "/proc/thread-self/ns/user"));
    } catch (ProcFormatException e) {
      // Not a link of the kernel's: nothing that may be trusted.
      return new UserNamespace(0, false);
    }
  }

  private static List<Integer> supplementaryGroups() throws ErrnoException {
    int count = (int) Syscall.check("getgroups", Syscall.invoke(SyscallNumber.GETGROUPS));
    List<Integer> groups = new ArrayList<>(count);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment gids = arena.allocate(JAVA_INT, Math.max(count, 1));
      // Only this thread changes its groups: as many as before.
      Syscall.check("getgroups", Syscall.invoke(SyscallNumber.GETGROUPS, count, gids.address()));
      for (int i = 0; i < count; i++) {
        groups.add(Memory.getInt(gids, 4L * i));
      }
    }
    return groups;
  }

  private static CapabilitySets capabilitySets() throws ErrnoException {
    CapabilityData data = CapabilityData.ofCallingThread();
    long bounding = 0;
    long ambient = 0;
    for (int capability = 0; capability < Long.SIZE; capability++) {
      long inBounding = Syscall.invoke(SyscallNumber.PRCTL, PR_CAPBSET_READ, capability);
      if (inBounding < 0) {
        // EINVAL: this kernel's last capability was the one before.
        break;
      }
      bounding |= inBounding << capability;
      long inAmbient = Syscall.invoke(SyscallNumber.PRCTL, PR_CAP_AMBIENT, PR_CAP_AMBIENT_IS_SET, capability);
      ambient |= Syscall.check("prctl PR_CAP_AMBIENT_IS_SET", inAmbient) << capability;
    }
    return new CapabilitySets(data.inheritable(), data.permitted(), data.effective(), bounding, ambient);
  }
}
