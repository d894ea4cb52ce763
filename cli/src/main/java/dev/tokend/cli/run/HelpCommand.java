package dev.tokend.cli.run;

import dev.tokend.cli.command.Command;
import dev.tokend.cli.command.CommandTable;
import dev.tokend.cli.command.Flags;
import dev.tokend.cli.command.HelpText;
import dev.tokend.cli.command.NearNames;
import dev.tokend.cli.command.UsageException;
import dev.tokend.cli.json.HelpJson;
import dev.tokend.cli.manual.AuthorityPage;
import dev.tokend.cli.manual.ManualPages;
import java.io.IOException;
import java.util.List;

/** {@code help}, and {@code --help} of every subcommand. */
public final class HelpCommand {
  private HelpCommand() {}

  /** The output. */
  public static String run(Session session) throws UsageException, IOException {
    List<String> about = session.invocation().operands();
    boolean manual = session.invocation().has(Flags.MAN);
    if (about.isEmpty()) {
      if (manual) {
        return page("token", 1, ManualPages.overview(), session);
      }
      return session.json() ? HelpJson.of(CommandTable.commands()) : HelpText.overview();
    }
    String word = about.get(0);
    if (manual && word.equals(AuthorityPage.NAME)) {
      return page(word, 8, AuthorityPage.page(), session);
    }
    Command command = CommandTable.find(word);
    if (command == null) {
      throw new UsageException("unknown subcommand", word, NearNames.of(word, CommandTable.names()), "token help");
    }
    if (manual) {
      return page("token-" + command.name(), 1, ManualPages.of(command), session);
    }
    return session.json() ? HelpJson.of(List.of(command)) : HelpText.page(command);
  }

  private static String page(String name, int section, String roff, Session session) throws IOException {
    return session.json() ? HelpJson.page(name, section, roff) : roff;
  }
}
