package dev.tokend.authority.process;

import dev.tokend.authority.derive.LogonEvidence;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.process.PidFd;
import dev.tokend.monitor.state.ProcessState;
import org.jspecify.annotations.Nullable;

/**
 * From whom a process that is seen for the first time inherits its token: the closest of its ancestors that is known, if
 * that one was bound when it forked (docs/processes.md).
 *
 * <p>An ancestor is held by a pidfd while the kernel is asked whether it still is the parent, so a number that came to mean
 * another process bequeaths nothing.
 */
final class Lineage {

  /** A parent that is reparented at every look, or a longer line, is none. */
  private static final int MOST_STEPS = 256;

  private final IdentityReader reader;
  private final Registry registry;

  /** What is known of processes. */
  interface Registry {
    /** The process with this pidfd inode, or null if it was never seen or was forgotten. */
    @Nullable Known known(long inode);
  }

  /**
   * A process that was seen.
   *
   * @param process to the monitor
   * @param boundSince a time in clock ticks since boot at which it was not bound yet, or before which it was not born;
   *     {@link Long#MAX_VALUE} if it is not bound
   */
  record Known(ProcessState process, long boundSince) {}

  Lineage(IdentityReader reader, Registry registry) {
    this.reader = reader;
    this.registry = registry;
  }

  /** The bound process whose token a process inherits, or null if it has a derived one. */
  @Nullable ProcessState bequeather(PidFd process) throws ErrnoException {
    PidFd child = process.duplicate();
    try {
      for (int step = 0; step < MOST_STEPS; step++) {
        int number = child.info().parent();
        if (number <= 0) {
          return null;
        }
        PidFd parent = open(number);
        if (parent == null || !isParentOf(child, number, parent)) {
          // It ended between the question and the next one: the child has another parent now.
          continue;
        }
        Known known = registry.known(parent.inode());
        if (known != null) {
          parent.close();
          return isBornSince(child, known.boundSince()) ? known.process() : null;
        }
        child.close();
        child = parent;
      }
      return null;
    } catch (ErrnoException e) {
      if (e.errno() == LinuxErrno.ESRCH) {
        return null;
      }
      throw e;
    } finally {
      child.close();
    }
  }

  /** Whether that is the parent still; closes it where it is not, or the child has ended. */
  private static boolean isParentOf(PidFd child, int number, PidFd parent) throws ErrnoException {
    boolean is = false;
    try {
      is = child.info().parent() == number && parent.isAlive();
    } finally {
      if (!is) {
        parent.close();
      }
    }
    return is;
  }

  private static @Nullable PidFd open(int number) throws ErrnoException {
    try {
      return PidFd.open(number);
    } catch (ErrnoException e) {
      if (e.errno() == LinuxErrno.ESRCH) {
        return null;
      }
      throw e;
    }
  }

  /** A process that does not tell when it was born is held to be young: it then has the lower token. */
  private boolean isBornSince(PidFd process, long boundSince) throws ErrnoException {
    if (boundSince == Long.MAX_VALUE) {
      return false;
    }
    IdentityReading reading = reader.read(process.info().pid(), LogonEvidence.NONE);
    return !(reading instanceof IdentityReading.Told(var identity, var _)) || identity.startTime() >= boundSince;
  }
}
