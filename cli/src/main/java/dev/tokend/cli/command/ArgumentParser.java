package dev.tokend.cli.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parses a command line by the {@link CommandTable}. Flags may stand anywhere, before the subcommand too, as
 * {@code --flag VALUE} or {@code --flag=VALUE}; {@code --} ends them. What follows it is the program to run where the
 * subcommand takes one, and arguments of the subcommand elsewhere.
 */
public final class ArgumentParser {
  private final String[] args;
  private final Map<String, String> flags = new HashMap<>();
  private final List<Flag> given = new ArrayList<>();
  private final List<String> operands = new ArrayList<>();
  private final List<String> program = new ArrayList<>();
  private @Nullable Command command;

  private ArgumentParser(String[] args) {
    this.args = args;
  }

  /**
   * The invocation that {@code args} asks for. {@code --help} and {@code --version} become their subcommands; no
   * subcommand is {@code show --short}.
   *
   * @throws UsageException if it is not a command line of {@code token}
   */
  public static Invocation parse(String[] args) throws UsageException {
    return new ArgumentParser(args).parse();
  }

  private Invocation parse() throws UsageException {
    boolean onlyOperands = false;
    int at = args.length;
    for (int i = 0; i < at; i++) {
      String arg = args[i];
      if (onlyOperands || !arg.startsWith("-") || arg.equals("-")) {
        word(arg);
      } else if (arg.equals("--")) {
        onlyOperands = !takesProgram();
        at = onlyOperands ? at : i;
      } else {
        i += flag(arg, i + 1 < args.length ? args[i + 1] : null);
      }
    }
    if (flags.containsKey(Flags.HELP.name())) {
      return help();
    }
    takeProgram(at);
    if (flags.remove(Flags.VERSION.name()) != null) {
      return version();
    }
    Command chosen = command;
    if (chosen == null) {
      chosen = CommandTable.SHOW;
      if (!flags.containsKey(Flags.ALL.name())) {
        flags.put(Flags.SHORT.name(), "");
      }
    }
    checkFlags(chosen);
    checkOperands(chosen);
    return new Invocation(chosen, operands, flags, program);
  }

  private boolean takesProgram() {
    Command chosen = command;
    return chosen != null && chosen.trailing() != Trailing.NONE;
  }

  private void takeProgram(int at) throws UsageException {
    for (int i = at + 1; i < args.length; i++) {
      program.add(args[i]);
    }
    if (at < args.length && program.isEmpty()) {
      throw usage("missing command", "nothing follows --");
    }
    Command chosen = command;
    if (chosen != null && chosen.trailing() == Trailing.REQUIRED && program.isEmpty()) {
      String word = operands.isEmpty() ? "COMMAND" : operands.getFirst();
      throw usage("missing command", "write token " + chosen.name() + " -- " + word);
    }
  }

  private void word(String arg) throws UsageException {
    if (command != null) {
      operands.add(arg);
      return;
    }
    command = CommandTable.find(arg);
    if (command == null) {
      throw new UsageException("unknown subcommand", arg, NearNames.of(arg, CommandTable.names()), "token help");
    }
  }

  /** Takes one flag, and returns how many further arguments its value took. */
  private int flag(String arg, @Nullable String next) throws UsageException {
    int equals = arg.indexOf('=');
    String name = equals < 0 ? arg : arg.substring(0, equals);
    String full = name.equals("-h") ? Flags.HELP.name() : name;
    Flag flag = named(full);
    if (flag == null) {
      throw new UsageException("unknown flag", name, NearNames.of(name, flagNames()), helpLine());
    }
    String value = equals < 0 ? null : arg.substring(equals + 1);
    if (!flag.takesValue()) {
      if (value != null) {
        throw usage(flag.name() + " takes no value", arg);
      }
      if (flags.put(flag.name(), "") == null) {
        given.add(flag);
      }
      return 0;
    }
    int taken = 0;
    if (value == null) {
      if (next == null) {
        throw usage(flag.name() + " needs a value", "expected " + flag.kind().expected());
      }
      value = next;
      taken = 1;
    }
    String before = flags.put(flag.name(), value);
    if (before == null) {
      given.add(flag);
    } else if (flag.kind().isRepeatable()) {
      flags.put(flag.name(), before + Invocation.BETWEEN_VALUES + value);
    } else {
      throw usage("one value too many", flag.name() + " was given twice");
    }
    return taken;
  }

  /** Looked for where it likely is before the rows of all subcommands are made. */
  private @Nullable Flag named(String name) {
    Command chosen = command;
    Flag flag = chosen == null ? null : find(name, chosen.flags());
    flag = flag != null ? flag : find(name, Flags.GENERAL);
    flag = flag != null ? flag : find(name, Flags.OUTPUT);
    flag = flag != null ? flag : find(name, Flags.TARGET);
    return flag != null ? flag : find(name, known());
  }

  private void checkFlags(Command chosen) throws UsageException {
    List<Flag> taken = chosen.allFlags();
    for (int i = 0; i < given.size(); i++) {
      String name = given.get(i).name();
      Flag flag = find(name, taken);
      if (flag == null) {
        if (flags.containsKey(name)) {
          throw usage("flag of another subcommand", "token " + chosen.name() + " does not take " + name);
        }
        continue;
      }
      checkValue(flag, flags.get(name));
      for (int j = 0; j < i; j++) {
        if (flag.choice() != Flag.Choice.FREE && flag.choice() == given.get(j).choice()) {
          throw usage("more than one " + flag.choice().word(), given.get(j).name() + " and " + flag.name());
        }
      }
    }
    if (flags.containsKey(Flags.TID.name()) && !flags.containsKey(Flags.PID.name())) {
      throw usage("incomplete target", "--tid needs the --pid that the thread belongs to");
    }
  }

  private void checkValue(Flag flag, @Nullable String value) throws UsageException {
    if (value != null && flag.takesValue() && !flag.kind().accepts(value)) {
      throw usage("bad value for " + flag.name(), "\"" + value + "\", expected " + flag.kind().expected());
    }
  }

  private void checkOperands(Command chosen) throws UsageException {
    List<Operand> wanted = chosen.operands();
    for (int i = 0; i < wanted.size(); i++) {
      Operand operand = wanted.get(i);
      if (i >= operands.size()) {
        if (operand.required()) {
          throw usage("missing argument", "token " + chosen.name() + " needs " + operand.usage());
        }
        continue;
      }
      String word = operands.get(i);
      if (!operand.choices().isEmpty() && !operand.choices().contains(word)) {
        List<String> near = NearNames.of(word, operand.choices());
        throw new UsageException(
            "unknown argument", word + ", expected " + operand.usage(), near, helpLine());
      }
    }
    boolean more = !wanted.isEmpty() && wanted.getLast().repeated();
    if (operands.size() > wanted.size() && !more) {
      String hint = chosen.trailing() == Trailing.NONE ? "" : "; a command to run follows --";
      throw usage("one argument too many", operands.get(wanted.size()) + hint);
    }
  }

  private Invocation help() throws UsageException {
    List<String> about = new ArrayList<>();
    Command explained = command;
    if (explained != null) {
      about.add(explained.name());
    }
    return new Invocation(row(Subcommand.HELP), about, flags, List.of());
  }

  private Invocation version() throws UsageException {
    Command row = row(Subcommand.VERSION);
    if (command != null) {
      throw usage("--version stands alone", "it was given with " + command.name());
    }
    checkFlags(row);
    return new Invocation(row, operands, flags, program);
  }

  private static Command row(Subcommand id) {
    for (Command row : CommandTable.commands()) {
      if (row.id() == id) {
        return row;
      }
    }
    throw new IllegalStateException("no row for " + id);
  }

  /** By name: the first comparison of two records costs milliseconds. */
  private static @Nullable Flag find(String name, List<Flag> flags) {
    for (Flag flag : flags) {
      if (flag.name().equals(name)) {
        return flag;
      }
    }
    return null;
  }

  /**
   * Every flag of every subcommand; each name takes a value everywhere or nowhere, so the subcommand need not be known
   * yet.
   */
  private static List<Flag> known() {
    List<Flag> all = new ArrayList<>();
    all.add(Flags.VERSION);
    for (Command row : CommandTable.commands()) {
      all.addAll(row.flags());
    }
    all.addAll(Flags.TARGET);
    all.addAll(Flags.OUTPUT);
    all.addAll(Flags.GENERAL);
    return all;
  }

  private List<String> flagNames() {
    Command chosen = command;
    List<String> names = new ArrayList<>();
    for (Flag flag : chosen == null ? known() : chosen.allFlags()) {
      names.add(flag.name());
    }
    return names;
  }

  private UsageException usage(String what, String why) {
    return new UsageException(what, why, List.of(), helpLine());
  }

  private String helpLine() {
    Command chosen = command;
    return chosen == null ? "token help" : "token help " + chosen.name();
  }
}
