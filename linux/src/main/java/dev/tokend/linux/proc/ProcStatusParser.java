package dev.tokend.linux.proc;

import dev.tokend.linux.process.IdSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of reading one {@code status} file: lines of a name, a colon, and blank-separated values, in any order.
 */
final class ProcStatusParser {
  private static final Field[] FIELDS = Field.values();

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
      Field field = field();
      if (field == null) {
        // Of memory, signals and scheduling, or newer than this: most lines, of which nothing is made.
        text.skipLineWith(':');
      } else {
        take(field, text.line());
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

  private @Nullable Field field() {
    for (Field field : FIELDS) {
      if (text.skips(field.key)) {
        return field;
      }
    }
    return null;
  }

  private void take(Field field, ProcText value) throws ProcFormatException {
    switch (field) {
      // One tab, then the name, which may itself begin or end with blanks.
      case NAME -> name = withoutTab(value.rest());
      case PID -> pid = value.signedInt();
      case TGID -> threadGroup = value.signedInt();
      case PPID -> parent = value.signedInt();
      case UID -> uids = idSet(value);
      case GID -> gids = idSet(value);
      case GROUPS -> groups = numbers(value);
      case NSPID -> namespacePids = numbers(value);
      case CAP_INH -> inheritable = value.hexLong();
      case CAP_PRM -> permitted = value.hexLong();
      case CAP_EFF -> effective = value.hexLong();
      case CAP_BND -> bounding = value.hexLong();
      case CAP_AMB -> ambient = value.hexLong();
      case NO_NEW_PRIVS -> noNewPrivileges = value.unsignedInt() != 0;
      case SECCOMP -> seccomp = value.unsignedInt();
      case THREADS -> threads = value.signedInt();
    }
  }

  private enum Field {
    NAME("Name:"),
    PID("Pid:"),
    TGID("Tgid:"),
    PPID("PPid:"),
    UID("Uid:"),
    GID("Gid:"),
    GROUPS("Groups:"),
    NSPID("NSpid:"),
    CAP_INH("CapInh:"),
    CAP_PRM("CapPrm:"),
    CAP_EFF("CapEff:"),
    CAP_BND("CapBnd:"),
    CAP_AMB("CapAmb:"),
    NO_NEW_PRIVS("NoNewPrivs:"),
    SECCOMP("Seccomp:"),
    THREADS("Threads:");

    private final String key;

    Field(String key) {
      this.key = key;
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
