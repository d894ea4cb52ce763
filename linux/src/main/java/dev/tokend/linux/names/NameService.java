package dev.tokend.linux.names;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.call.CString;
import dev.tokend.linux.call.LibcFunction;
import dev.tokend.linux.call.Memory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks users and groups up: getpwuid_r(3), getpwnam_r(3), getgrgid_r(3), getgrnam_r(3), getgrouplist(3).
 *
 * <p>The service may ask a network: a call takes as long as it takes. "There is none" gives null, a service that
 * fails an {@link ErrnoException}.
 */
public final class NameService {
  private static final int FIRST_BUFFER = 4096;
  private static final int LARGEST_BUFFER = 1 << 20;
  private static final int FIRST_GROUPS = 64;

  /** NGROUPS_MAX of the kernel, and the primary group. */
  private static final int MOST_GROUPS = 65537;

  private NameService() {}

  /** The user with this id, or null. */
  public static @Nullable Account userById(int uid) throws ErrnoException {
    return look("getpwuid_r", Integer.toUnsignedLong(uid), NameEntry::account);
  }

  /** The group with this id, or null. */
  public static @Nullable Group groupById(int gid) throws ErrnoException {
    return look("getgrgid_r", Integer.toUnsignedLong(gid), NameEntry::group);
  }

  /** The user of this name, or null. */
  public static @Nullable Account userByName(String name) throws ErrnoException {
    return lookName("getpwnam_r", name, NameEntry::account);
  }

  /** The group of this name, or null. */
  public static @Nullable Group groupByName(String name) throws ErrnoException {
    return lookName("getgrnam_r", name, NameEntry::group);
  }

  /**
   * The groups that a login of this user would have, the primary one among them, unsigned. A user that does not exist
   * has the primary one alone.
   *
   * @throws ErrnoException ERANGE for more than the kernel gives a process
   */
  public static int[] groupIdsOf(String user, int primaryGid) throws ErrnoException {
    LibcFunction getgrouplist = LibcFunction.named("getgrouplist");
    int size = FIRST_GROUPS;
    while (size <= MOST_GROUPS) {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment name = CString.allocate(arena, user);
        MemorySegment groups = arena.allocate(Integer.BYTES * (long) size, 8);
        MemorySegment count = arena.allocate(8, 8);
        Memory.putInt(count, 0, size);
        int result = getgrouplist.callInt(
            name.address(), Integer.toUnsignedLong(primaryGid), groups.address(), count.address(), 0, 0);
        int needed = Memory.getInt(count, 0);
        if (result >= 0) {
          int[] ids = new int[needed];
          for (int i = 0; i < needed; i++) {
            ids[i] = Memory.getInt(groups, (long) Integer.BYTES * i);
          }
          return ids;
        }
        size = Math.max(2 * size, needed);
      }
    }
    throw new ErrnoException("getgrouplist", LinuxErrno.ERANGE);
  }

  /** The names of {@link #groupIdsOf}; a group without a name is left out. */
  public static List<String> groupNamesOf(String user, int primaryGid) throws ErrnoException {
    List<String> names = new ArrayList<>();
    for (int gid : groupIdsOf(user, primaryGid)) {
      Group group = groupById(gid);
      if (group != null) {
        names.add(group.name());
      }
    }
    return names;
  }

  private interface EntryReader<T> {
    T read(NameEntry entry);
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
        NameEntry entry = new NameEntry(arena, size);
        int error = libc.callInt(key, entry.entryAddress(), entry.bufferAddress(), size, entry.resultAddress(), 0);
        switch (error) {
          case 0 -> {
            return entry.isFound() ? reader.read(entry) : null;
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
}
