package dev.tokend.linux.process;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.FdFlags;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.file.FileOpen;
import dev.tokend.linux.file.FolderListing;
import java.util.Set;

/**
 * The descriptors that this process was started with. The JVM and the libraries open others, most of them without
 * close-on-exec (its modules, random sources, a socket of its channels), and only whoever started the JVM knows which
 * were there before.
 */
public final class InheritedDescriptors {
  private InheritedDescriptors() {}

  /**
   * Makes execve(2) close every descriptor but these. Where a standard stream was closed at the start, the JVM has some
   * file of its own under that number.
   *
   * @param kept the numbers to keep, the standard streams among them; one that is open nowhere does no harm
   */
  public static void closeOthersOnExec(Set<Integer> kept) throws ErrnoException {
    for (String name : FolderListing.names(FileOpen.WORKING_DIRECTORY, "/proc/self/fd")) {
      int number = Integer.parseInt(name);
      if (!kept.contains(number)) {
        closeOnExec(number);
      }
    }
  }

  private static void closeOnExec(int number) throws ErrnoException {
    try {
      FdFlags.closeOnExec(number);
    } catch (ErrnoException e) {
      // The descriptor of the listing itself is closed by now.
      if (e.errno() != LinuxErrno.EBADF) {
        throw e;
      }
    }
  }
}
