package dev.tokend.linux.process;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.FdFlags;
import dev.tokend.linux.call.CString;
import dev.tokend.linux.call.LibcFunction;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** What a child does with its descriptors before it executes: posix_spawn_file_actions_init(3) and kin. */
final class SpawnFileActions implements AutoCloseable {
  private static final int LAST_STANDARD_STREAM = 2;
  private static final int O_RDWR = 2;

  private final MemorySegment actions;
  private final MemorySegment devNull;
  private final List<Fd> copies = new ArrayList<>();

  SpawnFileActions(Arena arena) throws ErrnoException {
    // posix_spawn_file_actions_t has 80 bytes in glibc.
    actions = arena.allocate(512, 16);
    devNull = CString.allocate(arena, "/dev/null");
    check("posix_spawn_file_actions_init", actions.address(), 0, 0, 0, 0);
  }

  long address() {
    return actions.address();
  }

  /**
   * Arranges for exactly these descriptors.
   *
   * @param descriptors this process's numbers by the child's
   */
  void install(SortedMap<Integer, Integer> descriptors) throws ErrnoException {
    int last = descriptors.isEmpty() ? LAST_STANDARD_STREAM : Math.max(LAST_STANDARD_STREAM, descriptors.lastKey());
    // Copies above all targets, so that no dup2 overwrites a source of a later one.
    for (Map.Entry<Integer, Integer> entry : descriptors.entrySet()) {
      Fd copy = FdFlags.duplicateAtLeast(entry.getValue(), last + 1);
      copies.add(copy);
      check("posix_spawn_file_actions_adddup2", address(), copy.number(), entry.getKey(), 0, 0);
    }
    for (int number = 0; number <= last; number++) {
      if (descriptors.containsKey(number)) {
        continue;
      }
      if (number <= LAST_STANDARD_STREAM) {
        check("posix_spawn_file_actions_addopen", address(), number, devNull.address(), O_RDWR, 0);
      } else {
        check("posix_spawn_file_actions_addclose", address(), number, 0, 0, 0);
      }
    }
    check("posix_spawn_file_actions_addclosefrom_np", address(), last + 1L, 0, 0, 0);
  }

  /** Calls a function that returns an error number. */
  static void check(String function, long a, long b, long c, long d, long e) throws ErrnoException {
    int error = LibcFunction.named(function).callInt(a, b, c, d, e, 0);
    if (error != 0) {
      throw new ErrnoException(function, error);
    }
  }

  @Override
  public void close() {
    for (Fd copy : copies) {
      copy.close();
    }
    var _ = LibcFunction.named("posix_spawn_file_actions_destroy").callInt(address(), 0, 0, 0, 0, 0);
  }
}
