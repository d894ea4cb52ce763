package dev.tokend.linux.credentials;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.call.CallMemory;
import dev.tokend.linux.call.Memory;
import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.call.SyscallNumber;
import java.lang.foreign.MemorySegment;

/**
 * A Landlock domain (landlock(7)) that restricts nothing but what one process may do to another: its processes cannot
 * trace one outside of it, read its memory, its environment or its descriptors, or signal it. What happens among them,
 * and from outside to them, is as ever.
 *
 * <p>It handles no file access: that would also forbid mounts and moves between directories.
 */
public final class ProcessIsolation {
  private static final int CREATE_RULESET_VERSION = 1;

  /** LANDLOCK_SCOPE_SIGNAL, of version 6: the first rule that concerns no file and no port. */
  private static final int SCOPE_SIGNAL = 1 << 1;

  private static final int VERSION_WITH_SCOPES = 6;

  // struct landlock_ruleset_attr: handled_access_fs u64 @0, handled_access_net u64 @8, scoped u64 @16.
  private static final int ATTRIBUTES_SIZE = 24;
  private static final int SCOPED = 16;

  private ProcessIsolation() {}

  /** Whether this kernel can: Linux 6.12, with Landlock built and on. */
  public static boolean isAvailable() {
    return Syscall.invoke(SyscallNumber.LANDLOCK_CREATE_RULESET, 0, 0, CREATE_RULESET_VERSION) >= VERSION_WITH_SCOPES;
  }

  /**
   * Puts the calling thread, and all that it starts, into a domain of its own, for good.
   *
   * @throws ErrnoException EPERM without no_new_privs and without CAP_SYS_ADMIN; E2BIG in the sixteenth domain;
   *     EOPNOTSUPP, ENOSYS or ENOMSG where {@link #isAvailable} is false
   */
  public static void enter() throws ErrnoException {
    MemorySegment attributes = CallMemory.scratch().asSlice(0, ATTRIBUTES_SIZE);
    attributes.fill((byte) 0);
    Memory.putLong(attributes, SCOPED, SCOPE_SIGNAL);
    long result =
        Syscall.invoke(SyscallNumber.LANDLOCK_CREATE_RULESET, attributes.address(), ATTRIBUTES_SIZE, 0);
    try (Fd ruleset = new Fd((int) Syscall.check("landlock_create_ruleset", result))) {
      Syscall.check(
          "landlock_restrict_self", Syscall.invoke(SyscallNumber.LANDLOCK_RESTRICT_SELF, ruleset.number(), 0));
    }
  }
}
