package dev.tokend.linux.seccomp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.call.CallMemory;
import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.call.SyscallNumber;
import dev.tokend.linux.file.FileOpen;
import dev.tokend.linux.file.OpenFlags;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The memory of a thread whose call waits.
 *
 * <p>What is read is read by the thread's number (process_vm_readv(2)): it is that thread's if the call still waits
 * afterwards, and means nothing otherwise. What is written goes to the address space that was opened while the call
 * waited, and can land in no other, whoever has the number by then. It is written only where the thread itself could
 * write.
 *
 * <p>Either may wait for whoever stands behind the pages: a file system, or a userfaultfd.
 */
public final class CallerMemory implements AutoCloseable {
  /** The most bytes that one {@link #read} takes. */
  public static final int MOST = 128 * 1024;

  /** Beyond every address that a process can have: TASK_SIZE of x86-64 with five levels of page tables. */
  private static final long END = 0xFF_FFFF_FFFF_F000L;

  /** ioctl(2) on a maps file, of the 104-byte {@code struct procmap_query} (Linux 6.11). */
  private static final long PROCMAP_QUERY = 0xC0686611L;

  // struct procmap_query: size @0, query_flags @8, query_addr @16, vma_start @24, vma_end @32, vma_flags @40.
  private static final int QUERY_SIZE = 104;

  private static final long WRITABLE = 2;

  private final int thread;
  private final Fd space;
  private final Fd map;

  private CallerMemory(int thread, Fd space, Fd map) {
    this.thread = thread;
    this.space = space;
    this.map = map;
  }

  /**
   * Reads bytes; of one array of them all at the same moment is not promised.
   *
   * @return null if not all of them can be read
   */
  public static byte @Nullable [] read(int thread, long address, int length) {
    if (length == 0) {
      return new byte[0];
    }
    if (!isInside(address, length)) {
      return null;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(length);
      MemorySegment vectors = CallMemory.scratch();
      vectors.set(JAVA_LONG, 0, buffer.address());
      vectors.set(JAVA_LONG, 8, length);
      vectors.set(JAVA_LONG, 16, address);
      vectors.set(JAVA_LONG, 24, length);
      long count = Syscall.invoke(
          SyscallNumber.PROCESS_VM_READV, thread, vectors.address(), 1, vectors.address() + 16, 1, 0);
      return count == length ? buffer.toArray(JAVA_BYTE) : null;
    }
  }

  private static boolean isInside(long address, int length) {
    return address > 0 && length <= MOST && address <= END - length;
  }

  /**
   * Opens a thread's address space. It is that thread's if its call still waits afterwards.
   *
   * @throws ErrnoException ENOENT or ESRCH if the thread has ended; EACCES or EPERM if this process may not
   */
  public static CallerMemory open(int thread) throws ErrnoException {
    Fd space = FileOpen.open(Path.of("/proc/" + thread + "/mem"), OpenFlags.READ_WRITE);
    try {
      return new CallerMemory(thread, space, FileOpen.open(Path.of("/proc/" + thread + "/maps"), OpenFlags.READ_ONLY));
    } catch (ErrnoException e) {
      space.close();
      throw e;
    }
  }

  /** The thread whose it is. */
  public int thread() {
    return thread;
  }

  /**
   * Whether nothing forbids the thread to write somewhere. Where there is no memory yet that says little: a stack may
   * still grow there, and {@link #write} tells.
   */
  public boolean mayWrite(long address, int length) {
    if (length == 0) {
      return true;
    }
    if (!isInside(address, length)) {
      return false;
    }
    long at = address;
    while (at < address + length) {
      MemorySegment query = CallMemory.scratch().asSlice(0, QUERY_SIZE);
      query.fill((byte) 0);
      query.set(JAVA_LONG, 0, QUERY_SIZE);
      query.set(JAVA_LONG, 16, at);
      long result = Syscall.invoke(SyscallNumber.IOCTL, map.number(), PROCMAP_QUERY, query.address());
      if (result == -LinuxErrno.ENOENT) {
        return true;
      }
      if (result < 0 || (query.get(JAVA_LONG, 40) & WRITABLE) == 0) {
        return false;
      }
      at = query.get(JAVA_LONG, 32);
    }
    return true;
  }

  /** Writes bytes where the thread itself could; false if not all of them could be written. */
  public boolean write(long address, byte[] bytes) {
    if (!mayWrite(address, bytes.length)) {
      return false;
    }
    if (bytes.length == 0) {
      return true;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocateFrom(JAVA_BYTE, bytes);
      return put(buffer, bytes.length, address);
    }
  }

  /** Writes a u32. */
  public boolean writeWord(long address, int word) {
    if (!mayWrite(address, Integer.BYTES)) {
      return false;
    }
    MemorySegment buffer = CallMemory.scratch();
    buffer.set(JAVA_INT, 0, word);
    return put(buffer, Integer.BYTES, address);
  }

  private boolean put(MemorySegment buffer, int length, long address) {
    return Syscall.invoke(SyscallNumber.PWRITE64, space.number(), buffer.address(), length, address) == length;
  }

  @Override
  public void close() {
    space.close();
    map.close();
  }
}
