package dev.tokend.linux.process;

import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.call.SyscallNumber;

/** Who the calling thread is: calls that cannot fail. Ids are unsigned 32 bits. */
public final class ProcessIds {
  private ProcessIds() {}

  /** The thread group id: getpid(2). */
  public static int pid() {
    return (int) Syscall.invoke(SyscallNumber.GETPID);
  }

  /** The parent's thread group id; 0 if it is outside this pid namespace: getppid(2). */
  public static int parent() {
    return (int) Syscall.invoke(SyscallNumber.GETPPID);
  }

  /** The calling thread's id: gettid(2). */
  public static int thread() {
    return (int) Syscall.invoke(SyscallNumber.GETTID);
  }

  /** The real user id: getuid(2). */
  public static int uid() {
    return (int) Syscall.invoke(SyscallNumber.GETUID);
  }

  /** The effective user id: geteuid(2). */
  public static int effectiveUid() {
    return (int) Syscall.invoke(SyscallNumber.GETEUID);
  }

  /** The real group id: getgid(2). */
  public static int gid() {
    return (int) Syscall.invoke(SyscallNumber.GETGID);
  }

  /** The effective group id: getegid(2). */
  public static int effectiveGid() {
    return (int) Syscall.invoke(SyscallNumber.GETEGID);
  }
}
