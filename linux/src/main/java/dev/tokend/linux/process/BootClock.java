package dev.tokend.linux.process;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.call.CallMemory;
import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.call.SyscallNumber;
import java.lang.foreign.MemorySegment;

/** The clock by which the kernel says when a process started: CLOCK_BOOTTIME, which goes on while the machine sleeps. */
public final class BootClock {
  private static final int CLOCK_BOOTTIME = 7;
  /** How many clock ticks a second has. */
  public static final long TICKS_A_SECOND = 100;

  private static final long NANOS_A_TICK = 10_000_000;

  private BootClock() {}

  /** Clock ticks since boot, 100 a second and rounded down, as {@link dev.tokend.linux.proc.ProcStat#startTime}. */
  public static long ticks() throws ErrnoException {
    MemorySegment time = CallMemory.scratch();
    Syscall.check(
        "clock_gettime", Syscall.invoke(SyscallNumber.CLOCK_GETTIME, CLOCK_BOOTTIME, time.address()));
    return time.get(JAVA_LONG, 0) * TICKS_A_SECOND + time.get(JAVA_LONG, 8) / NANOS_A_TICK;
  }
}
