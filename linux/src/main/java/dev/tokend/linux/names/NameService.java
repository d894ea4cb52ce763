package dev.tokend.linux.names;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.call.CString;
import dev.tokend.linux.call.LibcFunction;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Looks users and groups up: getpwuid_r(3), getpwnam_r(3), getgrgid_r(3), getgrnam_r(3).
 *
 * <p>The service may ask a network: a call takes as long as it takes. "There is none" gives null, a service that fails
 * an {@link ErrnoException}.
 */
public final class NameService {
  private static final int FIRST_BUFFER = 4096;
  private static final int LARGEST_BUFFER = 1 << 20;

  // struct passwd: name @0, uid u32 @16, gid u32 @20, home @32, shell @40; 48 bytes.
  // struct group: name @0, gid u32 @16; 32 bytes. The entry's texts lie in the buffer behind it.
  private static final int ENTRY_SIZE = 48;

  private NameService() {}

  /** The user with this id, or null. */
  public static @Nullable Account userById(int uid) throws ErrnoException {
    return look("getpwuid_r", Integer.toUnsignedLong(uid), NameService::account);
  }

  /** The group with this id, or null. */
  public static @Nullable Group groupById(int gid) throws ErrnoException {
    return look("getgrgid_r", Integer.toUnsignedLong(gid), NameService::group);
  }

  /** The user of this name, or null. */
  public static @Nullable Account userByName(String name) throws ErrnoException {
    return lookName("getpwnam_r", name, NameService::account);
  }

  /** The group of this name, or null. */
  public static @Nullable Group groupByName(String name) throws ErrnoException {
    return lookName("getgrnam_r", name, NameService::group);
  }

  private interface EntryReader<T> {
    T read(Memory memory);
  }

  private static <T> @Nullable T lookName(String function, String name, EntryReader<T> reader)
      throws ErrnoException {
    if (name.indexOf('\0') >= 0) {
      return null;
    }
    try (Arena arena = Arena.ofConfined()) {
      return look(function, CString.allocate(arena, name).address(), reader);
    }
  }

  private static <T> @Nullable T look(String function, long key, EntryReader<T> reader) throws ErrnoException {
    LibcFunction libc = LibcFunction.named(function);
    for (int size = FIRST_BUFFER; size <= LARGEST_BUFFER; size *= 4) {
      try (Arena arena = Arena.ofConfined()) {
        Memory memory = new Memory(arena, size);
        int error =
            libc.callInt(
                key, memory.entry.address(), memory.buffer.address(), size, memory.result.address(), 0);
        switch (error) {
          case 0 -> {
            return memory.result.get(JAVA_LONG, 0) == 0 ? null : reader.read(memory);
          }
          case LinuxErrno.ERANGE, LinuxErrno.EINTR -> {
            continue;
          }
          case LinuxErrno.ENOENT, LinuxErrno.ESRCH, LinuxErrno.EBADF, LinuxErrno.EPERM -> {
            // All of these mean "not found" somewhere (getpwnam(3), ERRORS).
            return null;
          }
          default -> throw new ErrnoException(function, error);
        }
      }
    }
    throw new ErrnoException(function, LinuxErrno.ERANGE);
  }

  private static Account account(Memory memory) {
    return new Account(
        memory.text(0), memory.entry.get(JAVA_INT, 16), memory.entry.get(JAVA_INT, 20), memory.text(32), memory.text(40));
  }

  private static Group group(Memory memory) {
    return new Group(memory.text(0), memory.entry.get(JAVA_INT, 16));
  }

  private static final class Memory {
    private final MemorySegment entry;
    private final MemorySegment buffer;
    private final MemorySegment result;

    Memory(Arena arena, int size) {
      entry = arena.allocate(ENTRY_SIZE, 8);
      buffer = arena.allocate(size, 8);
      result = arena.allocate(8, 8);
    }

    /** The text that a pointer in the entry points to, which is one into the buffer. */
    String text(int pointerAt) {
      long offset = entry.get(JAVA_LONG, pointerAt) - buffer.address();
      return offset < 0 || offset >= buffer.byteSize() ? "" : buffer.getString(offset);
    }
  }
}
