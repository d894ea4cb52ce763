package dev.tokend.linux.process;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.call.CString;
import dev.tokend.linux.call.CallMemory;
import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.call.SyscallNumber;
import java.lang.foreign.MemorySegment;

/** What a daemon does to itself, and signals. */
public final class ProcessControl {
  private static final int PR_SET_DUMPABLE = 4;
  private static final int PR_SET_NAME = 15;

  private ProcessControl() {}

  /**
   * Leads a new session without a terminal: setsid(2).
   *
   * @throws ErrnoException EPERM for a process group leader
   */
  public static void newSession() throws ErrnoException {
    Syscall.check("setsid", Syscall.invoke(SyscallNumber.SETSID));
  }

  /** Sets the permission bits that new files do not get, and returns those of before: umask(2). For the whole process. */
  public static int umask(int mask) {
    return (int) Syscall.invoke(SyscallNumber.UMASK, mask);
  }

  /**
   * Keeps processes of the same user from tracing this one, reading its memory or its descriptors, and keeps it from dumping
   * core: prctl(2) PR_SET_DUMPABLE 0, until the next execve(2).
   */
  public static void forbidTracing() throws ErrnoException {
    Syscall.check("prctl PR_SET_DUMPABLE", Syscall.invoke(SyscallNumber.PRCTL, PR_SET_DUMPABLE, 0));
  }

  /** Names the calling thread; the kernel keeps the first 15 bytes: prctl(2) PR_SET_NAME. */
  public static void nameThread(String name) throws ErrnoException {
    MemorySegment scratch = CallMemory.scratch();
    if (!CString.write(scratch, name)) {
      throw new IllegalArgumentException("a thread's name has at most 15 bytes");
    }
    Syscall.check("prctl PR_SET_NAME", Syscall.invoke(SyscallNumber.PRCTL, PR_SET_NAME, scratch.address()));
  }

  /**
   * Sends a signal by process id: kill(2). {@link PidFd#signal} cannot hit another process that got the same id.
   *
   * @param signal 0 only asks whether it could be sent
   * @throws ErrnoException ESRCH, EPERM
   */
  public static void kill(int pid, int signal) throws ErrnoException {
    Syscall.check("kill", Syscall.invoke(SyscallNumber.KILL, pid, signal));
  }
}
