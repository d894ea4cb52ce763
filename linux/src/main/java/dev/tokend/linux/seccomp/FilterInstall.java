package dev.tokend.linux.seccomp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.call.CallMemory;
import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.call.SyscallNumber;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Puts a filter on the calling thread: seccomp(2). */
public final class FilterInstall {
  private static final int SECCOMP_SET_MODE_FILTER = 1;
  private static final int NEW_LISTENER = 1 << 3;

  /** From the moment that a call is received on, only a deadly signal interrupts it (Linux 5.19). */
  private static final int WAIT_KILLABLE_RECV = 1 << 5;

  /** struct sock_fprog: u16 length @0, pointer @8. */
  private static final int PROGRAM = 16;

  private FilterInstall() {}

  /**
   * Filters the calling thread, and all that it starts and becomes, for good.
   *
   * <p>Only a thread with no_new_privs or CAP_SYS_ADMIN may.
   *
   * @return the listener, close-on-exec, on which {@link NotificationChannel} answers. When the last copy is closed,
   *     calls that wait or come fail with ENOSYS
   * @throws ErrnoException EBUSY where a filter that has a listener is in place already; EACCES without either of the
   *     two; EINVAL on a kernel that cannot do this, ENOSYS on one without seccomp
   */
  public static Fd withListener(NotifyFilter filter) throws ErrnoException {
    MemorySegment memory = CallMemory.scratch();
    List<BpfInstruction> program = filter.program();
    memory.set(JAVA_LONG, 0, program.size());
    memory.set(JAVA_LONG, 8, memory.address() + PROGRAM);
    long at = PROGRAM;
    for (BpfInstruction instruction : program) {
      memory.set(JAVA_SHORT, at, (short) instruction.code());
      memory.set(JAVA_BYTE, at + 2, (byte) instruction.whenTrue());
      memory.set(JAVA_BYTE, at + 3, (byte) instruction.whenFalse());
      memory.set(JAVA_INT, at + 4, instruction.operand());
      at += BpfInstruction.SIZE;
    }
    return Fd.of(
        "seccomp",
        Syscall.invoke(
            SyscallNumber.SECCOMP, SECCOMP_SET_MODE_FILTER, NEW_LISTENER | WAIT_KILLABLE_RECV, memory.address()));
  }
}
