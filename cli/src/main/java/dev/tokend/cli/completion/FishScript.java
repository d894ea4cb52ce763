package dev.tokend.cli.completion;

import dev.tokend.cli.command.Command;
import dev.tokend.cli.command.CommandTable;
import dev.tokend.cli.command.Flag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The completion of fish: a line for each subcommand, flag and argument. */
final class FishScript {
  private static final String LINE = "complete -c token -n ";

  private FishScript() {}

  static String script() {
    return Template.read("token.fish")
        .replace("@ALIASES@", aliases())
        .replace("@VALUED@", String.join(" ", TableWords.valued()))
        .replace("@RUNNING@", String.join(" ", TableWords.running()))
        .replace("@COMPLETIONS@\n", subcommands() + flags() + arguments());
  }

  private static String aliases() {
    StringBuilder cases = new StringBuilder();
    for (Command command : CommandTable.commands()) {
      if (!command.aliases().isEmpty()) {
        cases.append("        case ").append(String.join(" ", command.aliases()))
            .append("\n            echo ").append(command.name()).append('\n');
      }
    }
    return cases.toString();
  }

  private static String subcommands() {
    StringBuilder lines = new StringBuilder();
    for (Command command : CommandTable.commands()) {
      lines.append(LINE).append("__token_bare -a ").append(command.name())
          .append(" -d ").append(quoted(command.summary())).append('\n');
    }
    return lines.toString();
  }

  private static String flags() {
    Map<Flag, List<String>> takers = new LinkedHashMap<>();
    for (Flag flag : TableWords.bareFlags()) {
      takers.put(flag, new ArrayList<>());
    }
    for (Command command : CommandTable.commands()) {
      for (Flag flag : command.allFlags()) {
        takers.computeIfAbsent(flag, taker -> new ArrayList<>()).add(command.name());
      }
    }
    StringBuilder lines = new StringBuilder();
    takers.forEach((flag, names) -> {
      String in = names.isEmpty() ? "" : "__token_in " + String.join(" ", names);
      String bare = TableWords.bareFlags().contains(flag) ? "__token_bare" : "";
      String where = in.isEmpty() || bare.isEmpty() ? in + bare : bare + "; or " + in;
      lines.append(LINE).append(quoted(where)).append(" -l ").append(flag.name().substring(2))
          .append(flag.takesValue() ? value(Candidates.of(flag.kind())) : "")
          .append(" -d ").append(quoted(flag.help())).append('\n');
    });
    return lines.toString();
  }

  private static String arguments() {
    StringBuilder lines = new StringBuilder();
    for (Command command : CommandTable.commands()) {
      for (int i = 0; i < command.operands().size(); i++) {
        for (String action : i == 0 ? List.of("") : TableWords.actions(command)) {
          Candidates candidates = Candidates.of(command, i, action);
          if (!(candidates instanceof Candidates.Nothing)) {
            String where = command.operands().get(i).repeated() ? "__token_from " : "__token_at ";
            lines.append(LINE)
                .append(quoted(where + command.name() + " " + i + (action.isEmpty() ? "" : " " + action)))
                .append(candidates instanceof Candidates.Files ? " -F" : value(candidates).replace(" -x", ""))
                .append('\n');
          }
        }
      }
    }
    return lines.toString();
  }

  private static String value(Candidates candidates) {
    return switch (candidates) {
      case Candidates.Nothing() -> " -x";
      case Candidates.Words(var words) -> " -x -a " + quoted(String.join(" ", words));
      case Candidates.Joined(var words) -> " -x -a " + quoted("(__fish_append , " + String.join(" ", words) + ")");
      case Candidates.Assignments(var names, var states) -> " -x -a " + quoted(assignments(names, states));
      case Candidates.Files() -> " -r -F";
      case Candidates.Live(var source) ->
          " -x -a " + quoted("(__token_" + source.name().toLowerCase(Locale.ROOT) + ")");
    };
  }

  private static String assignments(List<String> names, List<String> states) {
    List<String> words = new ArrayList<>();
    for (String name : names) {
      for (String state : states.isEmpty() ? List.of("") : states) {
        words.add(name + "=" + state);
      }
    }
    return String.join(" ", words);
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
