package dev.tokend.cli.run;

import dev.tokend.cli.command.Command;
import dev.tokend.cli.command.CommandTable;
import dev.tokend.cli.command.HelpText;
import dev.tokend.cli.command.NearNames;
import dev.tokend.cli.command.UsageException;
import dev.tokend.cli.json.HelpJson;
import java.io.IOException;
import java.util.List;

/** {@code help}, and {@code --help} of every subcommand. */
public final class HelpCommand {
  private HelpCommand() {}

  /** The output. */
  public static String run(Session session) throws UsageException, IOException {
    List<String> about = session.invocation().operands();
    if (about.isEmpty()) {
      return session.json() ? HelpJson.of(CommandTable.commands()) : HelpText.overview();
    }
    String word = about.get(0);
    Command command = CommandTable.find(word);
    if (command == null) {
      throw new UsageException("unknown subcommand", word, NearNames.of(word, CommandTable.names()), "token help");
    }
    return session.json() ? HelpJson.of(List.of(command)) : HelpText.page(command);
  }
}
