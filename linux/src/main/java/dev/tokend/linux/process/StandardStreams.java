package dev.tokend.linux.process;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.call.SyscallNumber;
import dev.tokend.linux.file.FileOpen;
import dev.tokend.linux.file.OpenFlags;
import java.nio.file.Path;

/** Descriptors 0, 1 and 2 of a process that outlives whoever started it. */
public final class StandardStreams {
  private static final int LAST = 2;

  private StandardStreams() {}

  /** Points all three at /dev/null, so that nobody waits for the end of their other ends (dup2(2)). */
  public static void release() throws ErrnoException {
    try (Fd nowhere = FileOpen.open(Path.of("/dev/null"), OpenFlags.READ_WRITE)) {
      for (int stream = 0; stream <= LAST; stream++) {
        Syscall.check("dup2", Syscall.invoke(SyscallNumber.DUP2, nowhere.number(), stream));
      }
    }
  }
}
