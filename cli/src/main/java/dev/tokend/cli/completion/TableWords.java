package dev.tokend.cli.completion;

import dev.tokend.cli.command.Command;
import dev.tokend.cli.command.CommandTable;
import dev.tokend.cli.command.Flag;
import dev.tokend.cli.command.Flags;
import dev.tokend.cli.command.Operand;
import dev.tokend.cli.command.Trailing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The command table as the scripts need it. */
final class TableWords {
  private TableWords() {}

  /** The flags that may stand where no subcommand does: those of {@code show}, and {@code --version}. */
  static List<Flag> bareFlags() {
    List<Flag> flags = new ArrayList<>(CommandTable.SHOW.allFlags());
    flags.add(Flags.VERSION);
    return flags;
  }

  /** Every flag that takes a value, once, in the order of the table. */
  static List<String> valued() {
    List<String> names = new ArrayList<>();
    for (Command command : CommandTable.commands()) {
      for (Flag flag : command.allFlags()) {
        if (flag.takesValue() && !names.contains(flag.name())) {
          names.add(flag.name());
        }
      }
    }
    return names;
  }

  /** The names of the subcommands that take a program to run behind {@code --}. */
  static List<String> running() {
    List<String> names = new ArrayList<>();
    for (Command command : CommandTable.commands()) {
      if (command.trailing() != Trailing.NONE) {
        names.add(command.name());
      }
    }
    return names;
  }

  /** What values which flags take, by name of the flag and then by candidates: the subcommands where it is so. */
  static Map<String, Map<Candidates, List<String>>> flagValues() {
    Map<String, Map<Candidates, List<String>>> values = new LinkedHashMap<>();
    for (Command command : CommandTable.commands()) {
      for (Flag flag : command.allFlags()) {
        if (flag.takesValue()) {
          values.computeIfAbsent(flag.name(), name -> new LinkedHashMap<>())
              .computeIfAbsent(Candidates.of(flag.kind()), candidates -> new ArrayList<>())
              .add(command.name());
        }
      }
    }
    return values;
  }

  /** The words that the first argument of a subcommand may be, or the empty text where that is open. */
  static List<String> actions(Command command) {
    List<Operand> operands = command.operands();
    return operands.isEmpty() || operands.getFirst().choices().isEmpty() ? List.of("") : operands.getFirst().choices();
  }
}
