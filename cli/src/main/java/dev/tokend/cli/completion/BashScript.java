package dev.tokend.cli.completion;

import dev.tokend.cli.command.Command;
import dev.tokend.cli.command.CommandTable;
import dev.tokend.cli.command.Flag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The completion of bash. It needs nothing but bash, and uses the package bash-completion where that is loaded. */
final class BashScript {
  private BashScript() {}

  static String script() {
    return Template.read("token.bash")
        .replace("@ALIASES@", aliases())
        .replace("@VALUED@", String.join(" | ", TableWords.valued()))
        .replace("@RUNNING@", String.join(" | ", TableWords.running()))
        .replace("@FLAGS@", flags())
        .replace("@FLAG_VALUES@", flagValues())
        .replace("@ARGUMENTS@", arguments())
        .replace("@SUBCOMMANDS@", String.join(" ", CommandTable.names()));
  }

  private static String aliases() {
    StringBuilder cases = new StringBuilder();
    for (Command command : CommandTable.commands()) {
      if (!command.aliases().isEmpty()) {
        row(cases, String.join(" | ", command.aliases()), "echo " + command.name());
      }
    }
    return cases.toString();
  }

  private static String flags() {
    StringBuilder cases = new StringBuilder();
    row(cases, "''", "echo " + names(TableWords.bareFlags()));
    for (Command command : CommandTable.commands()) {
      row(cases, command.name(), "echo " + names(command.allFlags()));
    }
    return cases.toString();
  }

  private static String names(List<Flag> flags) {
    List<String> names = new ArrayList<>();
    for (Flag flag : flags) {
      names.add(flag.name());
    }
    return String.join(" ", names);
  }

  private static String flagValues() {
    StringBuilder cases = new StringBuilder();
    TableWords.flagValues().forEach((flag, byCandidates) -> {
      for (Map.Entry<Candidates, List<String>> entry : byCandidates.entrySet()) {
        if (byCandidates.size() == 1) {
          row(cases, "*:" + flag, call(entry.getKey()));
        } else {
          String end = ":" + flag;
          row(cases, String.join(end + " | ", entry.getValue()) + end, call(entry.getKey()));
        }
      }
    });
    return cases.toString();
  }

  private static String arguments() {
    StringBuilder cases = new StringBuilder();
    for (Command command : CommandTable.commands()) {
      for (int i = 0; i < command.operands().size(); i++) {
        String position = command.operands().get(i).repeated() ? "*" : Integer.toString(i);
        for (String action : i == 0 ? List.of("") : TableWords.actions(command)) {
          String pattern = command.name() + ":" + position + ":" + (action.isEmpty() ? "*" : action);
          row(cases, pattern, call(Candidates.of(command, i, action)));
        }
      }
    }
    return cases.toString();
  }

  private static void row(StringBuilder cases, String pattern, String call) {
    if (!call.isEmpty()) {
      cases.append("    ").append(pattern).append(") ").append(call).append(" ;;\n");
    }
  }

  private static String call(Candidates candidates) {
    return switch (candidates) {
      case Candidates.Nothing() -> "";
      case Candidates.Words(var words) -> "_token_words " + String.join(" ", words);
      case Candidates.Joined(var words) -> "_token_joined " + String.join(" ", words);
      case Candidates.Assignments(var names, var states) ->
          "_token_assignments '" + String.join(" ", states) + "' " + String.join(" ", names);
      case Candidates.Files() -> "_token_files";
      case Candidates.Live(var source) -> "_token_" + source.name().toLowerCase(java.util.Locale.ROOT);
    };
  }
}
