package dev.tokend.linux.process;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.call.CallMemory;
import dev.tokend.linux.call.Memory;
import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.call.SyscallNumber;
import java.lang.foreign.MemorySegment;

/**
 * A limit of this process: prlimit(2).
 *
 * @param soft what holds now; all 64 bits set for no limit
 * @param hard how far the soft one may be raised
 */
public record ResourceLimit(long soft, long hard) {
  private static final int RLIMIT_NOFILE = 7;
  private static final int THIS_PROCESS = 0;

  /** One more than the highest descriptor number that may be opened. */
  public static ResourceLimit descriptors() throws ErrnoException {
    MemorySegment scratch = CallMemory.scratch();
    long result =
        Syscall.invoke(SyscallNumber.PRLIMIT64, THIS_PROCESS, RLIMIT_NOFILE, 0, scratch.address());
    Syscall.check("prlimit RLIMIT_NOFILE", result);
    return new ResourceLimit(Memory.getLong(scratch, 0), Memory.getLong(scratch, 8));
  }

  /**
   * Makes this the limit of descriptor numbers.
   *
   * @throws ErrnoException EPERM for a hard limit above the present one, without CAP_SYS_RESOURCE
   */
  public void applyToDescriptors() throws ErrnoException {
    MemorySegment scratch = CallMemory.scratch();
    Memory.putLong(scratch, 0, soft);
    Memory.putLong(scratch, 8, hard);
    long result =
        Syscall.invoke(SyscallNumber.PRLIMIT64, THIS_PROCESS, RLIMIT_NOFILE, scratch.address(), 0);
    Syscall.check("prlimit RLIMIT_NOFILE", result);
  }
}
