package dev.tokend.linux.process;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.file.FileContent;
import dev.tokend.linux.file.FileOpen;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** This process's command line as the kernel keeps it: the bytes that {@code main} gets decoded by the locale. */
public final class OwnArguments {
  /** The most that execve(2) takes by default, a quarter of an 8 MiB stack, and room for raised limits. */
  private static final int LIMIT = 64 << 20;

  private OwnArguments() {}

  /**
   * The last arguments, so many as follow {@code --}.
   *
   * @throws ErrnoException EINVAL if there are not so many
   */
  public static List<byte[]> last(int count) throws ErrnoException {
    byte[] commandLine = FileContent.read(FileOpen.WORKING_DIRECTORY, "/proc/self/cmdline", LIMIT);
    List<byte[]> all = split(commandLine);
    if (count < 0 || count > all.size()) {
      throw new ErrnoException("/proc/self/cmdline", LinuxErrno.EINVAL);
    }
    return List.copyOf(all.subList(all.size() - count, all.size()));
  }

  /** Strings that end with a NUL each. */
  static List<byte[]> split(byte[] commandLine) {
    List<byte[]> all = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < commandLine.length; i++) {
      if (commandLine[i] == 0) {
        all.add(Arrays.copyOfRange(commandLine, start, i));
        start = i + 1;
      }
    }
    return all;
  }
}
