package dev.tokend.linux.process;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.call.CString;
import dev.tokend.linux.call.LibcFunction;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Starts a child with chosen descriptors, which {@link ProcessBuilder} cannot: posix_spawnp(3). The child has the
 * descriptors that are named here and no others; of 0, 1 and 2 those that are not named are {@code /dev/null}. No
 * signal is blocked in it.
 */
public final class Spawn {
  private static final short POSIX_SPAWN_SETSIGMASK = 0x08;
  private static final short POSIX_SPAWN_SETSID = 0x80;

  private final Command command;
  private final SortedMap<Integer, Integer> descriptors;
  private final short flags;

  private Spawn(Command command, SortedMap<Integer, Integer> descriptors, short flags) {
    this.command = command;
    this.descriptors = descriptors;
    this.flags = flags;
  }

  /** A child without any descriptors of this process. */
  public static Spawn of(Command command) {
    return new Spawn(command, new TreeMap<>(), POSIX_SPAWN_SETSIGMASK);
  }

  /** The same with one of this process's descriptors under a number in the child. */
  public Spawn withDescriptor(int inChild, int here) {
    if (inChild < 0) {
      throw new IllegalArgumentException("not a descriptor number: " + inChild);
    }
    SortedMap<Integer, Integer> more = new TreeMap<>(descriptors);
    more.put(inChild, here);
    return new Spawn(command, more, flags);
  }

  /** The same with this process's standard input, output and error. */
  public Spawn withStandardStreams() {
    return withDescriptor(0, 0).withDescriptor(1, 1).withDescriptor(2, 2);
  }

  /** The same as the leader of a session of its own, without a terminal: a daemon. */
  public Spawn inNewSession() {
    return new Spawn(command, descriptors, (short) (flags | POSIX_SPAWN_SETSID));
  }

  /**
   * Starts it.
   *
   * @throws ErrnoException ENOENT if there is no such program, EACCES if it may not be executed
   */
  public Child start() throws ErrnoException {
    try (Arena arena = Arena.ofConfined(); SpawnFileActions actions = new SpawnFileActions(arena)) {
      actions.install(descriptors);
      MemorySegment attributes = attributes(arena);
      MemorySegment arguments = CString.allocateArray(arena, command.arguments());
      MemorySegment environment = CString.allocateArray(arena, command.environment());
      MemorySegment pid = arena.allocate(4, 4);
      int error = LibcFunction.named("posix_spawnp").callInt(
          pid.address(),
          arguments.get(JAVA_LONG, 0),
          actions.address(),
          attributes.address(),
          arguments.address(),
          environment.address());
      var _ = LibcFunction.named("posix_spawnattr_destroy").callInt(attributes.address(), 0, 0, 0, 0, 0);
      if (error != 0) {
        throw new ErrnoException("spawn " + command.program(), error);
      }
      return Child.of(pid.get(JAVA_INT, 0));
    }
  }

  private MemorySegment attributes(Arena arena) throws ErrnoException {
    // posix_spawnattr_t has 336 bytes in glibc; sigset_t has 128.
    MemorySegment attributes = arena.allocate(512, 16);
    MemorySegment noSignals = arena.allocate(128, 16);
    long address = attributes.address();
    SpawnFileActions.check("posix_spawnattr_init", address, 0, 0, 0, 0);
    SpawnFileActions.check("posix_spawnattr_setflags", address, flags, 0, 0, 0);
    SpawnFileActions.check("posix_spawnattr_setsigmask", address, noSignals.address(), 0, 0, 0);
    return attributes;
  }
}
