package dev.tokend.linux.file;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.call.CallMemory;
import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.call.SyscallNumber;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
    ByteBuffer entries = buffer.asByteBuffer().order(ByteOrder.nativeOrder());
    while (true) {
      long result = Syscall.invoke(SyscallNumber.GETDENTS64, fd, buffer.address(), buffer.byteSize());
      long end = Syscall.check("getdents64", result);
      if (end == 0) {
        return names;
      }
      for (int record = 0; record < end; ) {
        int length = Short.toUnsignedInt(entries.getShort(record + RECORD_LENGTH));
        String entry = text(entries, record + NAME, record + length);
        if (!entry.equals(".") && !entry.equals("..")) {
          names.add(entry);
        }
        record += length;
      }
    }
  }

  private static String text(ByteBuffer entries, int from, int to) {
    int end = from;
    while (end < to && entries.get(end) != 0) {
      end++;
    }
    byte[] text = new byte[end - from];
    entries.get(from, text);
    return new String(text, StandardCharsets.UTF_8);
  }
}
