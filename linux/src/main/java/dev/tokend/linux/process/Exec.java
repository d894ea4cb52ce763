package dev.tokend.linux.process;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.call.CString;
import dev.tokend.linux.call.CallMemory;
import dev.tokend.linux.call.LibcFunction;
import dev.tokend.linux.call.Memory;
import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.call.SyscallNumber;
import dev.tokend.linux.file.FileContent;
import dev.tokend.linux.file.FileOpen;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Replaces the JVM by another program in the same process: execvpe(3), after what the JVM changed for itself is put
 * right.
 *
 * <p>Put right here: the signal mask (Java threads block SIGQUIT), the JVM's open files, the core dump filter. To be
 * put right by whoever starts the JVM, as it cannot be known any more: the limit of descriptors ({@code
 * -XX:-MaxFDLimit}) and the performance file under the process's id ({@code -XX:-UsePerfData}). Handlers need
 * nothing: execve(2) resets them. They are not reset before it, as the other threads still run and the JVM needs its
 * SIGSEGV handler for them.
 */
public final class Exec {
  /**
   * The signals that the JVM and its C library handle although its parent ignored them, bit n-1 for signal n: SIGQUIT,
   * SIGUSR2, SIGPIPE, SIGXFSZ, and 33, by which glibc has all threads change their ids. Not those that the JVM needs to
   * run on, such as SIGSEGV.
   */
  public static final long HANDLED_BY_JVM = 1L << 2 | 1L << 11 | 1L << 12 | 1L << 24 | 1L << 32;

  private static final int SIG_SETMASK = 2;
  private static final long SIG_IGN = 1;
  private static final int KERNEL_SIGSET_SIZE = 8;
  private static final int KERNEL_SIGACTION_SIZE = 32;
  private static final int LAST_SIGNAL = 64;
  private static final byte[] DEFAULT_COREDUMP_FILTER = "0x33".getBytes(StandardCharsets.US_ASCII);
  private static final int SMALL_FILE = 64;

  private Exec() {}

  /**
   * What the calling thread does to itself right before it becomes the program, when all else is done.
   *
   * @param <E> how it fails
   */
  @FunctionalInterface
  public interface LastStep<E extends Exception> {
    /**
     * Does it.
     *
     * @throws E if it cannot be done: the program is not executed then
     */
    void run() throws E;
  }

  /**
   * Becomes another program. Its capabilities, its no_new_privs and the like are the calling thread's; no other
   * thread survives. Standard output and error are flushed first.
   *
   * @return only if it fails: why. ENOENT if there is no such program, EACCES if it may not be executed; the JVM runs
   *     on
   * @throws IllegalStateException on a virtual thread, whose carrier may differ from call to call
   */
  public static ErrnoException replace(Command command) {
    return replace(command, () -> {});
  }

  /**
   * Becomes another program, as {@link #replace(Command)}, after a last step: what it takes away is still needed for
   * the preparations.
   *
   * @return only if execve(2) or the preparations fail: why
   * @throws E if the last step fails: the program was not executed
   */
  public static <E extends Exception> ErrnoException replace(Command command, LastStep<E> last) throws E {
    if (Thread.currentThread().isVirtual()) {
      throw new IllegalStateException("exec needs a platform thread");
    }
    System.out.flush();
    System.err.flush();
    try (Arena arena = Arena.ofConfined()) {
      JvmDescriptors.closeOnExec();
      restoreCoreDumpFilter();
      MemorySegment arguments = CString.allocateArray(arena, command.arguments());
      MemorySegment environment = CString.allocateArray(arena, command.environment());
      LibcFunction execvpe = LibcFunction.named("execvpe");
      last.run();
      long mask = setSignalMask(0);
      long program = Memory.getLong(arguments, 0);
      var _ = execvpe.callInt(program, arguments.address(), environment.address(), 0, 0, 0);
      ErrnoException failure = new ErrnoException("exec " + command.program(), LibcFunction.errno());
      setSignalMask(mask);
      return failure;
    } catch (ErrnoException e) {
      return e;
    }
  }

  /**
   * Ignores a signal, also in the program after {@link #replace}: for those that this process was started with
   * ignored and that the JVM handles, SIGQUIT and SIGPIPE.
   *
   * @throws ErrnoException EINVAL for SIGKILL, SIGSTOP and numbers that are none
   */
  public static void ignoreSignal(int signal) throws ErrnoException {
    // struct sigaction of the kernel: handler @0, flags @8, restorer @16, mask @24.
    MemorySegment action = CallMemory.scratch().asSlice(0, KERNEL_SIGACTION_SIZE);
    action.fill((byte) 0);
    Memory.putLong(action, 0, SIG_IGN);
    long result =
        Syscall.invoke(SyscallNumber.RT_SIGACTION, signal, action.address(), 0, KERNEL_SIGSET_SIZE);
    Syscall.check("rt_sigaction", result);
  }

  /** Ignores each signal n whose bit n-1 is set, as {@code SigIgn} of proc_pid_status(5) has them. */
  public static void ignoreSignals(long signals) throws ErrnoException {
    for (int signal = 1; signal <= LAST_SIGNAL; signal++) {
      if ((signals >>> (signal - 1) & 1) != 0) {
        ignoreSignal(signal);
      }
    }
  }

  /** Sets the calling thread's mask, and returns that of before. */
  private static long setSignalMask(long mask) throws ErrnoException {
    MemorySegment sets = CallMemory.scratch();
    Memory.putLong(sets, 0, mask);
    long address = sets.address();
    long result = Syscall.invoke(
        SyscallNumber.RT_SIGPROCMASK, SIG_SETMASK, address, address + KERNEL_SIGSET_SIZE, KERNEL_SIGSET_SIZE);
    Syscall.check("rt_sigprocmask", result);
    return Memory.getLong(sets, KERNEL_SIGSET_SIZE);
  }

  /** The JVM widens what a core dump contains. The parent still has what this process began with. */
  private static void restoreCoreDumpFilter() throws ErrnoException {
    byte[] filter = DEFAULT_COREDUMP_FILTER;
    try {
      String parents = "/proc/" + ProcessIds.parent() + "/coredump_filter";
      String text = new String(
          FileContent.read(FileOpen.WORKING_DIRECTORY, parents, SMALL_FILE), StandardCharsets.US_ASCII);
      if (!text.isBlank()) {
        filter = ("0x" + text.strip()).getBytes(StandardCharsets.US_ASCII);
      }
    } catch (ErrnoException e) {
      // A parent of another user, or in another pid namespace.
      filter = DEFAULT_COREDUMP_FILTER;
    }
    try {
      FileContent.write(Path.of("/proc/self/coredump_filter"), filter);
    } catch (ErrnoException e) {
      if (e.errno() != LinuxErrno.ENOENT) {
        throw e;
      }
      // A kernel without core dumps.
    }
  }
}
