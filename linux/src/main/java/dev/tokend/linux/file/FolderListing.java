package dev.tokend.linux.file;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.call.CallMemory;
import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.call.SyscallNumber;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The names in a folder: getdents64(2). */
public final class FolderListing {
  /** In {@code struct linux_dirent64}: u16 length of the record, and the NUL-ended name. */
  private static final int RECORD_LENGTH = 16;

  private static final int NAME = 19;

  private FolderListing() {}

  /** The names in the order of the file system, without {@code .} and {@code ..}. */
  public static List<String> names(int directory, String name) throws ErrnoException {
    try (Fd folder = FileOpen.at(directory, name, OpenFlags.DIRECTORY, 0)) {
      return names(folder.number());
    }
  }

  private static List<String> names(int fd) throws ErrnoException {
    List<String> names = new ArrayList<>();
    MemorySegment buffer = CallMemory.scratch();
    while (true) {
      long result = Syscall.invoke(SyscallNumber.GETDENTS64, fd, buffer.address(), buffer.byteSize());
      long end = Syscall.check("getdents64", result);
      if (end == 0) {
        return names;
      }
      for (long record = 0; record < end; ) {
        int length = Short.toUnsignedInt(buffer.get(JAVA_SHORT_UNALIGNED, record + RECORD_LENGTH));
        String entry = text(buffer, record + NAME, record + length);
        if (!entry.equals(".") && !entry.equals("..")) {
          names.add(entry);
        }
        record += length;
      }
    }
  }

  private static String text(MemorySegment buffer, long from, long to) {
    long end = from;
    while (end < to && buffer.get(JAVA_BYTE, end) != 0) {
      end++;
    }
    return new String(buffer.asSlice(from, end - from).toArray(JAVA_BYTE), StandardCharsets.UTF_8);
  }
}
