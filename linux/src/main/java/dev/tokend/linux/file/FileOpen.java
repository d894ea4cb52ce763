package dev.tokend.linux.file;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.call.CString;
import dev.tokend.linux.call.CallMemory;
import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.call.SyscallNumber;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/** Opening files close-on-exec: openat(2). */
public final class FileOpen {
  /** AT_FDCWD: relative names are looked up from the working directory. */
  public static final int WORKING_DIRECTORY = -100;

  private static final int O_CLOEXEC_NOCTTY = 0x80000 | 0x100;

  private FileOpen() {}

  /** Opens a path with {@link OpenFlags} other than {@link OpenFlags#CREATE}. */
  public static Fd open(Path path, int flags) throws ErrnoException {
    return at(WORKING_DIRECTORY, path.toString(), flags, 0);
  }

  /**
   * Opens a path.
   *
   * @param flags of {@link OpenFlags}
   * @param mode the permission bits of a file that is made; the umask is taken away
   */
  public static Fd open(Path path, int flags, int mode) throws ErrnoException {
    return at(WORKING_DIRECTORY, path.toString(), flags, mode);
  }

  /** Opens a name, looked up from an open directory unless it is absolute. */
  public static Fd at(int directory, String name, int flags, int mode) throws ErrnoException {
    return Fd.of("open " + name, atOrErrno(directory, name, flags, mode));
  }

  /** {@link #at} that returns a descriptor number or a negative error number. */
  static long atOrErrno(int directory, String name, int flags, int mode) {
    MemorySegment scratch = CallMemory.scratch();
    if (!CString.write(scratch, name)) {
      return -LinuxErrno.ENAMETOOLONG;
    }
    while (true) {
      long result = Syscall.invoke(
          SyscallNumber.OPENAT, directory, scratch.address(), flags | O_CLOEXEC_NOCTTY, mode);
      if (result != -LinuxErrno.EINTR) {
        return result;
      }
    }
  }
}
