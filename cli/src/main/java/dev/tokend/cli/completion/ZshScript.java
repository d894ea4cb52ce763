package dev.tokend.cli.completion;

import dev.tokend.cli.command.Command;
import dev.tokend.cli.command.CommandTable;
import dev.tokend.cli.command.Flag;
import dev.tokend.cli.command.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The completion of zsh: for each subcommand what {@code _arguments} is to take. */
final class ZshScript {
  private ZshScript() {}

  static String script() {
    return Template.read("token.zsh")
        .replace("@SUBCOMMANDS@", subcommands())
        .replace("@VALUED@", String.join(" | ", TableWords.valued()))
        .replace("@RUNNING@", running())
        .replace("@CASES@", cases());
  }

  private static String running() {
    List<String> names = new ArrayList<>(TableWords.running());
    for (Command command : CommandTable.commands()) {
      if (names.contains(command.name())) {
        names.addAll(command.aliases());
      }
    }
    return String.join(" ", names);
  }

  private static String subcommands() {
    StringBuilder rows = new StringBuilder();
    for (Command command : CommandTable.commands()) {
      rows.append("    ").append(quoted(escaped(command.name()) + ":" + escaped(command.summary()))).append('\n');
    }
    return rows.toString();
  }

  private static String cases() {
    StringBuilder cases = new StringBuilder();
    entry(cases, "''", TableWords.bareFlags(), List.of("1:subcommand:_token_subcommands"));
    for (Command command : CommandTable.commands()) {
      List<String> names = new ArrayList<>(List.of(command.name()));
      names.addAll(command.aliases());
      entry(cases, String.join(" | ", names), command.allFlags(), arguments(command));
    }
    return cases.toString();
  }

  private static void entry(StringBuilder cases, String pattern, List<Flag> flags, List<String> arguments) {
    cases.append("    ").append(pattern).append(")\n      _arguments -S :");
    for (Flag flag : flags) {
      cases.append(" \\\n        ").append(quoted(flag(flag, flags)));
    }
    for (String argument : arguments) {
      cases.append(" \\\n        ").append(quoted(argument));
    }
    cases.append("\n      ;;\n");
  }

  private static String flag(Flag flag, List<Flag> all) {
    List<String> others = new ArrayList<>();
    for (Flag other : all) {
      if (flag.choice() != Flag.Choice.FREE && other.choice() == flag.choice()) {
        others.add(other.name());
      }
    }
    String excluded = others.isEmpty() ? "" : "(" + String.join(" ", others) + ")";
    String help = "[" + escaped(flag.help()) + "]";
    return flag.takesValue()
        ? excluded + flag.name() + "=" + help + ":" + escaped(flag.placeholder()) + ":" + action(Candidates.of(flag.kind()))
        : excluded + flag.name() + help;
  }

  private static List<String> arguments(Command command) {
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < command.operands().size(); i++) {
      Operand operand = command.operands().get(i);
      String position = operand.repeated() ? "*" : Integer.toString(i + 1);
      arguments.add(position + ":" + escaped(operand.placeholder()) + ":" + argument(command, i));
    }
    return arguments;
  }

  /** Code that offers what the action allows, where an argument depends on one. */
  private static String argument(Command command, int position) {
    List<String> actions = TableWords.actions(command);
    if (position == 0 || actions.equals(List.of(""))) {
      return action(Candidates.of(command, position, ""));
    }
    StringBuilder code = new StringBuilder("{ case $token_action in");
    for (String action : actions) {
      Candidates candidates = Candidates.of(command, position, action);
      if (!(candidates instanceof Candidates.Nothing)) {
        code.append(' ').append(action).append(") ").append(call(candidates)).append(" ;;");
      }
    }
    return code.append(" esac }").toString();
  }

  private static String action(Candidates candidates) {
    return switch (candidates) {
      case Candidates.Nothing() -> "";
      case Candidates.Words(var words) -> "(" + String.join(" ", words) + ")";
      default -> "{ " + call(candidates) + " }";
    };
  }

  private static String call(Candidates candidates) {
    return switch (candidates) {
      case Candidates.Nothing() -> ":";
      case Candidates.Words(var words) -> "compadd -- " + String.join(" ", words);
      case Candidates.Joined(var words) -> "_token_joined " + String.join(" ", words);
      case Candidates.Assignments(var names, var states) ->
          "_token_assignments \"" + String.join(" ", states) + "\" " + String.join(" ", names);
      case Candidates.Files() -> "_token_files";
      case Candidates.Live(var source) -> "_token_" + source.name().toLowerCase(Locale.ROOT);
    };
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace(":", "\\:").replace("[", "\\[").replace("]", "\\]");
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
