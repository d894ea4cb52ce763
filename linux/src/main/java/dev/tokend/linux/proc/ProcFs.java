package dev.tokend.linux.proc;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.file.FileOpen;
import dev.tokend.linux.file.FolderListing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A tree of the form of {@code /proc}. */
public final class ProcFs {
  /** The running system's. */
  public static final ProcFs SYSTEM = new ProcFs(Path.of("/proc"));

  private final String root;

  /** The tree at a path, such as that of a test. */
  public ProcFs(Path root) {
    this.root = root.toString();
  }

  /** The ids of all processes that the caller may see, in the order of the tree. */
  public List<Integer> pids() throws ErrnoException {
    List<Integer> pids = new ArrayList<>();
    for (String name : FolderListing.names(FileOpen.WORKING_DIRECTORY, root)) {
      if (!name.isEmpty() && name.length() < 10 && isNumber(name)) {
        pids.add(Integer.parseInt(name));
      }
    }
    return pids;
  }

  private static boolean isNumber(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) < '0' || name.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /**
   * Opens a process's folder. All that is then read through it is of that one process, also when its id is used again
   * meanwhile.
   *
   * @param pid a process id; the kernel also finds the id of any thread here, whose {@link ProcStatus#threadGroup}
   *     then differs
   */
  public ProcReading<ProcFolder> process(int pid) {
    return ProcFolder.open(FileOpen.WORKING_DIRECTORY, root + "/" + pid);
  }
}
