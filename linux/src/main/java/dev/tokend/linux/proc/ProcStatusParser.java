package dev.tokend.linux.proc;

import dev.tokend.linux.process.IdSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of reading one {@code status} file: lines of a name, a colon, and blank-separated values, in any order.
 */
final class ProcStatusParser {
  private final ProcText text;

  private @Nullable String name;
  private @Nullable Integer pid;
  private @Nullable Integer threadGroup;
  private @Nullable Integer parent;
  private @Nullable IdSet uids;
  private @Nullable IdSet gids;
  private List<Integer> groups = List.of();
  private List<Integer> namespacePids = List.of();
  private @Nullable Long inheritable;
  private @Nullable Long permitted;
  private @Nullable Long effective;
  private @Nullable Long bounding;
  private long ambient;
  private boolean noNewPrivileges;
  private int seccomp;
  private int threads;

  ProcStatusParser(byte[] file) {
    text = new ProcText("status", file);
  }

  ProcStatus parse() throws ProcFormatException {
    while (!text.atEnd()) {
      ProcText line = text.line();
      if (!line.atEnd()) {
        field(line.until(':'), line);
      }
    }
    return new ProcStatus(
        required("Name", name),
        required("Pid", pid),
        required("Tgid", threadGroup),
        required("PPid", parent),
        required("Uid", uids),
        required("Gid", gids),
        groups,
        namespacePids,
        new CapabilitySets(
            required("CapInh", inheritable),
            required("CapPrm", permitted),
            required("CapEff", effective),
            required("CapBnd", bounding),
            ambient),
        noNewPrivileges,
        seccomp,
        threads);
  }

  private static String withoutTab(String value) {
    return value.startsWith("\t") ? value.substring(1) : value;
  }

  private void field(String key, ProcText value) throws ProcFormatException {
    switch (key) {
      // One tab, then the name, which may itself begin or end with blanks.
      case "Name" -> name = withoutTab(value.rest());
      case "Pid" -> pid = value.signedInt();
      case "Tgid" -> threadGroup = value.signedInt();
      case "PPid" -> parent = value.signedInt();
      case "Uid" -> uids = idSet(value);
      case "Gid" -> gids = idSet(value);
      case "Groups" -> groups = numbers(value);
      case "NSpid" -> namespacePids = numbers(value);
      case "CapInh" -> inheritable = value.hexLong();
      case "CapPrm" -> permitted = value.hexLong();
      case "CapEff" -> effective = value.hexLong();
      case "CapBnd" -> bounding = value.hexLong();
      case "CapAmb" -> ambient = value.hexLong();
      case "NoNewPrivs" -> noNewPrivileges = value.unsignedInt() != 0;
      case "Seccomp" -> seccomp = value.unsignedInt();
      case "Threads" -> threads = value.signedInt();
      default -> {
        // Of memory, signals and scheduling, or newer than this.
      }
    }
  }

  private static IdSet idSet(ProcText value) throws ProcFormatException {
    return new IdSet(value.unsignedInt(), value.unsignedInt(), value.unsignedInt(), value.unsignedInt());
  }

  private static List<Integer> numbers(ProcText value) throws ProcFormatException {
    List<Integer> numbers = new ArrayList<>();
    while (!value.skipBlanks().atEnd()) {
      numbers.add(value.unsignedInt());
    }
    return numbers;
  }

  private <T> T required(String field, @Nullable T value) throws ProcFormatException {
    if (value == null) {
      throw text.fail("no field " + field);
    }
    return value;
  }
}
