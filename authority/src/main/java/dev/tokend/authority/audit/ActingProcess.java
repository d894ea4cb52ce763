package dev.tokend.authority.audit;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.file.FileContent;
import dev.tokend.linux.file.FileOpen;
import dev.tokend.linux.process.PidFd;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A process that does something. Its name and program are read when an event needs them, once, and only believed if
 * the process still lived afterwards: its number may be another's by then.
 */
public final class ActingProcess {
  private static final int MOST_NAME = 64;
  private static final Names UNKNOWN = new Names(null, null);

  private final int pid;
  private final PidFd pidfd;
  private @Nullable Names names;

  /**
   * What a process calls itself and what it runs; both its own choice.
   *
   * @param name the kernel's {@code comm}, or null
   * @param executablePath of its program, or null
   */
  public record Names(@Nullable String name, @Nullable String executablePath) {}

  /**
   * @param pid its number
   * @param pidfd the process; stays its owner's, and open as long as this is asked
   */
  public ActingProcess(int pid, PidFd pidfd) {
    this.pid = pid;
    this.pidfd = pidfd;
  }

  /** Its number. */
  public int pid() {
    return pid;
  }

  /** What it is called, read now if it was not yet. */
  public Names names() {
    Names known = names;
    if (known == null) {
      known = read();
      names = known;
    }
    return known;
  }

  private Names read() {
    String folder = "/proc/" + pid;
    Names read = new Names(name(folder), program(folder));
    try {
      return pidfd.isAlive() ? read : UNKNOWN;
    } catch (ErrnoException e) {
      return UNKNOWN;
    }
  }

  private static @Nullable String name(String folder) {
    try {
      byte[] comm = FileContent.read(FileOpen.WORKING_DIRECTORY, folder + "/comm", MOST_NAME);
      int end = comm.length > 0 && comm[comm.length - 1] == '\n' ? comm.length - 1 : comm.length;
      return new String(comm, 0, end, StandardCharsets.UTF_8);
    } catch (ErrnoException e) {
      return null;
    }
  }

  private static @Nullable String program(String folder) {
    try {
      return new String(
          FileContent.readLink(FileOpen.WORKING_DIRECTORY, folder + "/exe"), StandardCharsets.UTF_8);
    } catch (ErrnoException e) {
      return null;
    }
  }
}
