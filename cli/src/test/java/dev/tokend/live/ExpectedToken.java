package dev.tokend.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the token of a process must say, worked out from /proc and the catalogue's table alone: the second opinion on
 * derived tokens.
 */
record ExpectedToken(
    String user,
    Set<String> unixGroups,
    Set<String> presentPrivileges,
    Set<String> enabledPrivileges,
    int integrity,
    long auditSession,
    int projectedUid,
    int projectedGid,
    List<Integer> projectedGids) {

  private static final long NO_SESSION = 4294967295L;
  private static final int CAP_SYS_ADMIN = 21;

  static ExpectedToken of(Path process) throws IOException {
    Map<String, String[]> status = new HashMap<>();
    for (String line : Files.readAllLines(process.resolve("status"), StandardCharsets.ISO_8859_1)) {
      int colon = line.indexOf(':');
      status.put(line.substring(0, colon), line.substring(colon + 1).strip().split("\\s+"));
    }
    int uid = Integer.parseInt(status.get("Uid")[1]);
    int gid = Integer.parseInt(status.get("Gid")[1]);
    long permitted = Long.parseUnsignedLong(status.get("CapPrm")[0], 16);
    long effective = Long.parseUnsignedLong(status.get("CapEff")[0], 16);
    List<Integer> gids = new ArrayList<>();
    for (String number : status.get("Groups")) {
      if (!number.isEmpty()) {
        gids.add(Integer.parseInt(number));
      }
    }
    boolean initial = isInInitialUserNamespace(process);
    boolean system = uid == 0 && initial && (effective >>> CAP_SYS_ADMIN & 1) == 1;
    Set<String> groups = new TreeSet<>();
    groups.add("S-1-22-2-" + gid);
    for (int number : gids) {
      groups.add("S-1-22-2-" + number);
    }
    return new ExpectedToken(
        system ? "S-1-5-18" : "S-1-22-1-" + uid,
        groups,
        privileges(initial ? permitted : 0, system),
        privileges(initial ? effective : 0, system),
        uid == 65534 ? 0 : !initial ? 4096 : system ? 16384 : uid == 0 ? 12288 : 8192,
        session(process),
        uid,
        gid,
        gids);
  }

  /** Some processes let not even root read the link; everybody may read the map. */
  private static boolean isInInitialUserNamespace(Path process) throws IOException {
    try {
      return Files.readSymbolicLink(process.resolve("ns/user")).toString().equals("user:[4026531837]");
    } catch (AccessDeniedException e) {
      return Files.readString(process.resolve("uid_map")).strip().split("\\s+").length == 3
          && Files.readString(process.resolve("uid_map")).strip().endsWith("4294967295");
    }
  }

  private static long session(Path process) throws IOException {
    Path file = process.resolve("sessionid");
    return Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : NO_SESSION;
  }

  boolean hasAuditSession() {
    return auditSession != NO_SESSION;
  }

  private static Set<String> privileges(long capabilities, boolean system) throws IOException {
    Set<String> numbers = new TreeSet<>();
    for (String[] row : table("linux-capabilities.tsv")) {
      if ((capabilities >>> Integer.parseInt(row[0]) & 1) == 1) {
        numbers.add(row[1]);
      }
    }
    Set<String> names = new TreeSet<>();
    names.add("SeChangeNotifyPrivilege");
    if (system) {
      names.add("SeCreateTokenPrivilege");
    }
    for (String[] row : table("privileges.tsv")) {
      for (String capability : row[4].split(",", -1)) {
        if (numbers.contains(capability)) {
          names.add(row[1]);
        }
      }
    }
    return names;
  }

  private static List<String[]> table(String name) throws IOException {
    try (var in = ExpectedToken.class.getResourceAsStream("/dev/tokend/kacs/catalog/" + name)) {
      if (in == null) {
        throw new IOException("no catalogue " + name);
      }
      List<String[]> rows = new ArrayList<>();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
        if (!line.isEmpty()) {
          rows.add(line.split("\t", -1));
        }
      }
      rows.removeFirst();
      return rows;
    }
  }
}
