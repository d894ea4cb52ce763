package dev.tokend.linux.file;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.call.CallMemory;
import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.call.SyscallNumber;
import java.lang.foreign.MemorySegment;

/**
 * A small file that stays open to be read again and again from its start, or a symbolic link to be read so. Files of
 * {@code /proc} are made anew for each reading. Reading allocates nothing.
 *
 * <p>What was read lies in {@link #data}, the calling thread's {@linkplain CallMemory#scratch scratch buffer}, until the
 * next call of this module.
 */
public final class KeptFile implements AutoCloseable {
  /** The most that is read; a longer file is read in part. */
  public static final int LIMIT = CallMemory.SCRATCH_SIZE / 2;

  private final Fd fd;
  private final boolean link;

  private KeptFile(Fd fd, boolean link) {
    this.fd = fd;
    this.link = link;
  }

  /** Opens a file, looked up from an open directory unless its name is absolute. */
  public static KeptFile file(int directory, String name) throws ErrnoException {
    return new KeptFile(FileOpen.at(directory, name, OpenFlags.READ_ONLY, 0), false);
  }

  /** Opens a symbolic link itself. */
  public static KeptFile link(int directory, String name) throws ErrnoException {
    return new KeptFile(FileOpen.at(directory, name, OpenFlags.PATH | OpenFlags.NO_FOLLOW, 0), true);
  }

  /**
   * Reads it.
   *
   * @return how many bytes; or the negative error number, for a file of {@code /proc} ESRCH once its process is gone
   */
  public int read() {
    MemorySegment scratch = CallMemory.scratch();
    while (true) {
      long result = link ? readLink(scratch) : readFile(scratch);
      if (result != -LinuxErrno.EINTR) {
        return (int) result;
      }
    }
  }

  private long readFile(MemorySegment scratch) {
    return Syscall.invoke(SyscallNumber.PREAD64, fd.number(), scratch.address(), LIMIT, 0);
  }

  /** readlinkat(2) of an empty name, which is at the end of the buffer, reads the descriptor's own. */
  private long readLink(MemorySegment scratch) {
    scratch.set(JAVA_BYTE, LIMIT, (byte) 0);
    return Syscall.invoke(
        SyscallNumber.READLINKAT, fd.number(), scratch.address() + LIMIT, scratch.address(), LIMIT);
  }

  /** What the last {@link #read} of this thread read. */
  public static MemorySegment data() {
    return CallMemory.scratch();
  }

  /** The number of the descriptor. */
  public int number() {
    return fd.number();
  }

  @Override
  public void close() {
    fd.close();
  }
}
