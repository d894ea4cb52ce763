package dev.tokend.linux.process;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.call.CString;
import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.call.SyscallNumber;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What a process sets for itself. */
public final class ProcessControl {
  private static final int AT_FDCWD = -100;
  private static final int DUP2 = 33;
  private static final int O_RDWR = 2;
  private static final int O_CREAT = 0100;
  private static final int O_NOFOLLOW = 0400000;
  private static final int O_CLOEXEC = 02000000;
  private static final int LOCK_EX_NB = 2 | 4;

  private ProcessControl() {}

  /** The process's number. */
  public static int pid() {
    return (int) Syscall.invoke(SyscallNumber.GETPID);
  }

  /** The effective uid, unsigned. */
  public static int effectiveUid() {
    return (int) Syscall.invoke(SyscallNumber.GETEUID);
  }

  /** Starts a session of its own, away from the terminal; without effect in a process that leads its group. */
  public static void leaveTerminal() {
    Syscall.invoke(SyscallNumber.SETSID);
  }

  /** Sets the mode bits that new files do not get (umask(2)). */
  public static void umask(int mask) {
    Syscall.invoke(SyscallNumber.UMASK, mask);
  }

  /** Sends standard input, output and error nowhere. */
  public static void closeStandardStreams() throws ErrnoException {
    try (Fd nowhere = open(Path.of("/dev/null"), O_RDWR)) {
      for (int stream = 0; stream <= 2; stream++) {
        Syscall.check("dup2", Syscall.invoke(DUP2, nowhere.number(), stream));
      }
    }
  }

  /**
   * Takes an exclusive lock on a file, which is made if need be (flock(2)).
   *
   * @return what holds the lock until it is closed, or null where another process holds it
   */
  public static @Nullable Fd lock(Path file) throws ErrnoException {
    Fd fd = open(file, O_RDWR | O_CREAT);
    long result = Syscall.invoke(SyscallNumber.FLOCK, fd.number(), LOCK_EX_NB);
    if (result < 0) {
      fd.close();
      if (result == -LinuxErrno.EAGAIN) {
        return null;
      }
      throw new ErrnoException("flock", (int) -result);
    }
    return fd;
  }

  private static Fd open(Path file, int flags) throws ErrnoException {
    try (Arena arena = Arena.ofConfined()) {
      long path = CString.allocate(arena, file.toString()).address();
      return Fd.of(
          "open", Syscall.invoke(SyscallNumber.OPENAT, AT_FDCWD, path, flags | O_NOFOLLOW | O_CLOEXEC, 0600));
    }
  }
}
