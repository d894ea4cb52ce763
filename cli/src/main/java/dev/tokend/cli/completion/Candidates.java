package dev.tokend.cli.completion;

import dev.tokend.cli.command.Command;
import dev.tokend.cli.command.CommandTable;
import dev.tokend.cli.command.Operand;
import dev.tokend.cli.command.Subcommand;
import dev.tokend.cli.command.ValueKind;
import dev.tokend.cli.ps.PsCommand;
import dev.tokend.cli.view.FlagNames;
import dev.tokend.kacs.catalog.AccessRights;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.IntegrityLevel;
import dev.tokend.kacs.catalog.LogonType;
import dev.tokend.kacs.catalog.ObjectType;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.kacs.catalog.Right;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a word of a command line may be completed to. */
public sealed interface Candidates {
  /** Nothing is known about it. */
  record Nothing() implements Candidates {}

  /** One of these. */
  record Words(List<String> words) implements Candidates {}

  /** Some of these, with commas between. */
  record Joined(List<String> words) implements Candidates {}

  /** {@code NAME=STATE}; where there are no states, anything may follow the name. */
  record Assignments(List<String> names, List<String> states) implements Candidates {}

  /** A file. */
  record Files() implements Candidates {}

  /** What is there at that moment. */
  record Live(Source source) implements Candidates {}

  /** Where a shell finds what is there. */
  enum Source {
    /** The numbers of processes. */
    PROCESSES,
    /** The numbers of the threads of the process that {@code --pid} names. */
    THREADS,
    /** The shell's own descriptors. */
    DESCRIPTORS,
    /** The caller's pins. */
    PINS,
    /** The numbers of logon sessions. */
    SESSIONS,
    /** Descriptors, and pins as {@code pin:NAME}. */
    HANDLES,
    /** What {@code diff} compares. */
    SIDES,
    /** The names of users. */
    USERS
  }

  /** The candidates for a flag's value. */
  static Candidates of(ValueKind kind) {
    return switch (kind) {
      case NONE, OBJECT_PARTS, GROUPS, SIDS, DACL, INDEX, PACKAGE, UID -> new Nothing();
      case PID -> new Live(Source.PROCESSES);
      case TID -> new Live(Source.THREADS);
      case DESCRIPTOR -> new Live(Source.DESCRIPTORS);
      case PIN -> new Live(Source.PINS);
      case SESSION -> new Live(Source.SESSIONS);
      case SORT_KEY -> new Words(PsCommand.sortKeys());
      case CONDITION -> new Assignments(PsCommand.conditionFields(), List.of());
      case HANDLE -> new Live(Source.HANDLES);
      case SID -> new Live(Source.USERS);
      case PATH, FILE -> new Files();
      case RIGHTS -> new Joined(rights());
      case PRIVILEGES -> new Joined(with("all", privileges()));
      case INTENT -> new Joined(List.of("backup", "restore"));
      case OBJECT_TYPE -> new Words(objectTypes());
      case FORM -> new Words(List.of("sddl", "hex", "base64"));
      case TOKEN_TYPE -> new Words(List.of("primary", "impersonation"));
      case LEVEL -> new Words(words(ImpersonationLevel.values()));
      case INTEGRITY -> new Words(words(IntegrityLevel.values()));
      case LOGON_TYPE -> new Words(logonTypes());
    };
  }

  /**
   * The candidates for an argument.
   *
   * @param position from 0
   * @param action the first argument where it is one of several words; empty otherwise
   */
  static Candidates of(Command command, int position, String action) {
    Operand operand = command.operands().get(position);
    if (!operand.choices().isEmpty()) {
      return new Words(operand.choices());
    }
    return switch (operand.placeholder()) {
      case "CLASS" -> new Words(classes());
      case "SUBCOMMAND" -> new Words(CommandTable.names());
      case "FILE" -> action.equals("new") ? new Nothing() : new Files();
      case "SPEC" -> new Files();
      case "A", "B" -> new Live(Source.SIDES);
      case "NAME" -> new Live(Source.PINS);
      case "NAME-OR-SID" -> new Live(Source.USERS);
      case "SD" -> new Files();
      case "CHANGE" ->
          action.equals("privs")
              ? new Assignments(privileges(), List.of("enabled", "disabled", "removed"))
              : new Nothing();
      case "ARGUMENT" -> command.id() == Subcommand.SESSION ? session(action) : new Nothing();
      default -> new Nothing();
    };
  }

  private static Candidates session(String action) {
    return switch (action) {
      case "list" -> new Nothing();
      case "create" -> new Files();
      default -> new Live(Source.SESSIONS);
    };
  }

  private static List<String> words(Enum<?>[] constants) {
    List<String> words = new ArrayList<>();
    for (Enum<?> constant : constants) {
      words.add(FlagNames.word(constant));
    }
    return words;
  }

  private static List<String> logonTypes() {
    List<String> words = new ArrayList<>();
    for (LogonType type : LogonType.values()) {
      if (type.validInKacs()) {
        words.add(FlagNames.word(type));
      }
    }
    return words;
  }

  private static List<String> objectTypes() {
    List<String> words = new ArrayList<>();
    for (ObjectType type : ObjectType.values()) {
      if (type.hasGenericMapping()) {
        words.add(type.label());
      }
    }
    return words;
  }

  private static List<String> rights() {
    Set<String> words = new LinkedHashSet<>(List.of("max", "read", "write", "execute", "all"));
    for (ObjectType type : ObjectType.values()) {
      for (Right right : AccessRights.of(type)) {
        words.add(right.name());
      }
    }
    for (Right right : AccessRights.common()) {
      words.add(right.name());
    }
    return List.copyOf(words);
  }

  private static List<String> privileges() {
    List<String> names = new ArrayList<>();
    for (Privilege privilege : Privilege.values()) {
      names.add(privilege.fullName());
    }
    return names;
  }

  private static List<String> classes() {
    List<String> names = new ArrayList<>();
    for (QueryClass queryClass : QueryClass.values()) {
      names.add(queryClass.className());
    }
    return names;
  }

  private static List<String> with(String word, List<String> words) {
    List<String> all = new ArrayList<>(List.of(word));
    all.addAll(words);
    return all;
  }
}
