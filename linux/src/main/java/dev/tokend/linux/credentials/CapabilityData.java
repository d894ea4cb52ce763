package dev.tokend.linux.credentials;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.call.CallMemory;
import dev.tokend.linux.call.Memory;
import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.call.SyscallNumber;
import java.lang.foreign.MemorySegment;

/**
 * What capget(2) and capset(2) carry: three sets, bit n for capability n.
 *
 * @param effective what is checked
 * @param permitted what may become effective
 * @param inheritable what execve(2) may keep
 */
record CapabilityData(long effective, long permitted, long inheritable) {
  /** _LINUX_CAPABILITY_VERSION_3: 64 bits in two halves. */
  private static final int VERSION = 0x2008_0522;
  private static final int CALLING_THREAD = 0;

  // struct __user_cap_header_struct: version u32 @0, pid i32 @4. Then, here at 8, two __user_cap_data_struct for
  // capabilities 0 to 31 and 32 to 63: effective u32, permitted u32, inheritable u32 each.
  private static final int LOW = 8;
  private static final int HIGH = LOW + 12;
  private static final int PERMITTED = 4;
  private static final int INHERITABLE = 8;

  static CapabilityData ofCallingThread() throws ErrnoException {
    MemorySegment memory = header();
    long address = memory.address();
    Syscall.check("capget", Syscall.invoke(SyscallNumber.CAPGET, address, address + LOW));
    return new CapabilityData(get(memory, 0), get(memory, PERMITTED), get(memory, INHERITABLE));
  }

  void apply() throws ErrnoException {
    MemorySegment memory = header();
    set(memory, 0, effective);
    set(memory, PERMITTED, permitted);
    set(memory, INHERITABLE, inheritable);
    long address = memory.address();
    Syscall.check("capset", Syscall.invoke(SyscallNumber.CAPSET, address, address + LOW));
  }

  private static MemorySegment header() {
    MemorySegment memory = CallMemory.scratch();
    Memory.putInt(memory, 0, VERSION);
    Memory.putInt(memory, 4, CALLING_THREAD);
    return memory;
  }

  private static long get(MemorySegment memory, int field) {
    long low = Integer.toUnsignedLong(Memory.getInt(memory, LOW + field));
    return low | Integer.toUnsignedLong(Memory.getInt(memory, HIGH + field)) << 32;
  }

  private static void set(MemorySegment memory, int field, long capabilities) {
    Memory.putInt(memory, LOW + field, (int) capabilities);
    Memory.putInt(memory, HIGH + field, (int) (capabilities >>> 32));
  }
}
