package dev.tokend.authority.process;

import dev.tokend.authority.derive.LinuxIdentity;
import dev.tokend.authority.derive.LogonEvidence;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads who a process is from /proc. */
public final class ProcIdentityReader implements IdentityReader {

  private static final String INITIAL_USER_NAMESPACE = "user:[4026531837]";
  private static final int MOST_ANCESTORS = 64;
  private static final int LARGEST_FILE = 1 << 20;

  private final Path proc;

  /**
   * @param proc where procfs is mounted
   */
  public ProcIdentityReader(Path proc) {
    this.proc = proc;
  }

  @Override
  public IdentityReading read(int pid, @Nullable LogonEvidence known) {
    Path folder = proc.resolve(Integer.toString(pid));
    try {
      Status status = Status.parse(text(folder.resolve("status")));
      Stat stat = Stat.parse(text(folder.resolve("stat")));
      LogonEvidence logon = known != null ? known : evidence(folder, stat.parent());
      return new IdentityReading.Told(
          new LinuxIdentity(
              status.uid(),
              status.gid(),
              status.groups(),
              status.permitted(),
              status.effective(),
              isInInitialUserNamespace(folder),
              auditSession(folder),
              logon,
              stat.startTime()));
    } catch (FileNotFoundException e) {
      return Files.exists(folder)
          ? new IdentityReading.Untold("its entry in /proc may not be read")
          : new IdentityReading.Gone();
    } catch (IOException e) {
      // ESRCH while reading: it ended.
      return Files.exists(folder)
          ? new IdentityReading.Untold(String.valueOf(e.getMessage()))
          : new IdentityReading.Gone();
    }
  }

  private static boolean isInInitialUserNamespace(Path folder) throws IOException {
    try {
      return Files.readSymbolicLink(folder.resolve("ns/user")).toString().equals(INITIAL_USER_NAMESPACE);
    } catch (IOException e) {
      // Only whoever may trace the process may read the link; everybody may read the map, which for a namespace of
      // one's own never is the whole range of ids unless the system itself made it so.
      String[] map = text(folder.resolve("uid_map")).strip().split("\\s+");
      return map.length == 3 && map[0].equals("0") && map[1].equals("0") && map[2].equals("4294967295");
    }
  }

  private static int auditSession(Path folder) throws IOException {
    try {
      return Integer.parseUnsignedInt(text(folder.resolve("sessionid")).strip());
    } catch (FileNotFoundException | NumberFormatException e) {
      // A kernel without audit has no such file.
      return LinuxIdentity.NO_AUDIT_SESSION;
    }
  }

  private LogonEvidence evidence(Path folder, int parent) {
    LogonEvidence found = LogonEvidence.NONE;
    try {
      found = LogonEvidence.ofCgroup(cgroup(text(folder.resolve("cgroup"))));
    } catch (IOException e) {
      found = LogonEvidence.NONE;
    }
    return found == LogonEvidence.NONE ? LogonEvidence.ofAncestors(ancestorsOfRoot(parent)) : found;
  }

  /** The path in the unified hierarchy, else in systemd's own of the first version, else nothing. */
  static String cgroup(String file) {
    String path = "";
    for (String line : file.split("\n")) {
      if (line.startsWith("0::")) {
        return line.substring("0::".length());
      }
      int systemd = line.indexOf(":name=systemd:");
      if (systemd > 0) {
        path = line.substring(systemd + ":name=systemd:".length());
      }
    }
    return path;
  }

  private List<String> ancestorsOfRoot(int parent) {
    List<String> names = new ArrayList<>();
    int pid = parent;
    for (int i = 0; i < MOST_ANCESTORS && pid > 0; i++) {
      Path folder = proc.resolve(Integer.toString(pid));
      try {
        Stat stat = Stat.parse(text(folder.resolve("stat")));
        if (Status.parse(text(folder.resolve("status"))).uid() == 0) {
          names.add(stat.name());
        }
        pid = stat.parent();
      } catch (IOException e) {
        return names;
      }
    }
    return names;
  }

  /** A file of /proc in one go, so that it is one snapshot. */
  private static String text(Path file) throws IOException {
    try (FileInputStream in = new FileInputStream(file.toFile())) {
      return new String(in.readNBytes(LARGEST_FILE), StandardCharsets.ISO_8859_1);
    }
  }

  /** What /proc/PID/status says of credentials. */
  record Status(int uid, int gid, List<Integer> groups, long permitted, long effective) {

    static Status parse(String text) throws IOException {
      String uids = null;
      String gids = null;
      String groups = null;
      String permitted = null;
      String effective = null;
      for (String line : text.split("\n")) {
        if (line.startsWith("Uid:")) {
          uids = line;
        } else if (line.startsWith("Gid:")) {
          gids = line;
        } else if (line.startsWith("Groups:")) {
          groups = line;
        } else if (line.startsWith("CapPrm:")) {
          permitted = line;
        } else if (line.startsWith("CapEff:")) {
          effective = line;
        }
      }
      if (uids == null || gids == null || groups == null || permitted == null || effective == null) {
        throw new IOException("its status in /proc is incomplete");
      }
      try {
        return new Status(
            Integer.parseUnsignedInt(field(uids, 2)),
            Integer.parseUnsignedInt(field(gids, 2)),
            numbers(groups),
            Long.parseUnsignedLong(field(permitted, 1), 16),
            Long.parseUnsignedLong(field(effective, 1), 16));
      } catch (NumberFormatException e) {
        throw new IOException("its status in /proc makes no sense: " + e.getMessage(), e);
      }
    }

    private static String field(String line, int index) throws IOException {
      String[] fields = line.split("\\s+");
      if (index >= fields.length) {
        throw new IOException("its status in /proc is incomplete");
      }
      return fields[index];
    }

    private static List<Integer> numbers(String line) {
      String[] fields = line.split("\\s+");
      List<Integer> numbers = new ArrayList<>();
      for (int i = 1; i < fields.length; i++) {
        numbers.add(Integer.parseUnsignedInt(fields[i]));
      }
      return numbers;
    }
  }

  /** What /proc/PID/stat says; the name in it may contain anything, parentheses and spaces too. */
  record Stat(String name, int parent, long startTime) {

    private static final int PARENT = 1;
    private static final int START_TIME = 19;

    static Stat parse(String text) throws IOException {
      int open = text.indexOf('(');
      int close = text.lastIndexOf(')');
      if (open < 0 || close < open) {
        throw new IOException("its stat in /proc makes no sense");
      }
      String[] fields = text.substring(close + 1).strip().split(" ");
      if (fields.length <= START_TIME) {
        throw new IOException("its stat in /proc is incomplete");
      }
      try {
        return new Stat(
            text.substring(open + 1, close), Integer.parseInt(fields[PARENT]), Long.parseLong(fields[START_TIME]));
      } catch (NumberFormatException e) {
        throw new IOException("its stat in /proc makes no sense: " + e.getMessage(), e);
      }
    }
  }
}
