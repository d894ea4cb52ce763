package dev.tokend.linux.file;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.call.ArrayCopy;
import dev.tokend.linux.call.CString;
import dev.tokend.linux.call.CallMemory;
import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.call.SyscallNumber;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The whole content of small files, read in large pieces. The files of {@code /proc/sys} answer only a read from
 * their start: to read one byte first, as java.nio does, gives one byte.
 */
public final class FileContent {
  private FileContent() {}

  /**
   * Reads a file to its end.
   *
   * @param directory where a relative name is looked up from, or {@link FileOpen#WORKING_DIRECTORY}
   * @param limit the most bytes that are read; what comes after is left out
   * @throws ErrnoException of open(2) or read(2)
   */
  public static byte[] read(int directory, String name, int limit) throws ErrnoException {
    try (Fd file = FileOpen.at(directory, name, OpenFlags.READ_ONLY, 0)) {
      return readOpen(file.number(), name, limit);
    }
  }

  private static byte[] readOpen(int fd, String name, int limit) throws ErrnoException {
    MemorySegment buffer = CallMemory.scratch();
    byte[] content = {};
    while (content.length < limit) {
      long wanted = Math.min(buffer.byteSize(), limit - content.length);
      long result = Syscall.invoke(SyscallNumber.READ, fd, buffer.address(), wanted);
      if (result == -LinuxErrno.EINTR) {
        continue;
      }
      int count = (int) Syscall.check("read " + name, result);
      if (count == 0) {
        break;
      }
      int end = content.length;
      content = Arrays.copyOf(content, end + count);
      ArrayCopy.toArray(buffer, 0, content, end, count);
    }
    return content;
  }

  /**
   * Writes to the start of a file that exists, in one piece, as the files of {@code /proc} demand.
   *
   * @param content at most as many bytes as the file takes at once
   * @throws ErrnoException of open(2) or write(2)
   */
  public static void write(Path file, byte[] content) throws ErrnoException {
    try (Fd open = FileOpen.open(file, OpenFlags.WRITE_ONLY)) {
      MemorySegment buffer = CallMemory.scratch();
      ArrayCopy.toMemory(content, 0, buffer, 0, content.length);
      long result = Syscall.invoke(SyscallNumber.WRITE, open.number(), buffer.address(), content.length);
      Syscall.check("write " + file, result);
    }
  }

  /**
   * The target of a symbolic link: readlinkat(2).
   *
   * @throws ErrnoException EINVAL for something that is not one
   */
  public static byte[] readLink(int directory, String name) throws ErrnoException {
    MemorySegment scratch = CallMemory.scratch();
    MemorySegment target = scratch.asSlice(CallMemory.SCRATCH_SIZE / 2);
    if (!CString.write(scratch.asSlice(0, CallMemory.SCRATCH_SIZE / 2), name)) {
      throw new ErrnoException("readlink", LinuxErrno.ENAMETOOLONG);
    }
    long result = Syscall.invoke(
        SyscallNumber.READLINKAT, directory, scratch.address(), target.address(), target.byteSize());
    int length = (int) Syscall.check("readlink " + name, result);
    byte[] link = new byte[length];
    ArrayCopy.toArray(target, 0, link, 0, length);
    return link;
  }
}
