package dev.tokend.cli.manual;

import dev.tokend.cli.Version;
import dev.tokend.cli.command.Command;
import dev.tokend.cli.command.CommandTable;
import dev.tokend.cli.command.Flags;
import dev.tokend.cli.command.Operand;
import dev.tokend.cli.command.Subcommand;
import dev.tokend.cli.command.Topic;
import dev.tokend.kacs.catalog.QueryClass;

/** The pages of the manual: token(1) and one for each subcommand. */
public final class ManualPages {
  private static final String SOURCE = "token " + Version.NUMBER;

  private ManualPages() {}

  /** token(1). */
  public static String overview() {
    Roff page = new Roff("TOKEN", 1, Version.DATE, SOURCE);
    page.section("NAME").text("token - shows what identity code really runs under");
    page.section("SYNOPSIS").verbatim("token [SUBCOMMAND] [TARGET] [ARGUMENTS] [OUTPUT]");
    page.section("DESCRIPTION")
        .text("A process's access token says who it acts as: user, groups, privileges, integrity, restrictions, claims and "
            + "logon session. token shows tokens, changes them, makes new ones, runs commands under them, and says why "
            + "access to an object is allowed or denied. tokend(8) is the authority that holds every token.")
        .paragraph("Without a subcommand it prints one line about your own token.");
    page.section("SUBCOMMANDS");
    for (Topic topic : Topic.values()) {
      page.subsection(topic.title());
      for (Command command : CommandTable.commands()) {
        if (command.topic() == topic) {
          page.item(command.name(), command.summary());
        }
      }
    }
    options(page, CommandTable.SHOW);
    CommonSections.statuses(page);
    CommonSections.environment(page);
    CommonSections.files(page);
    page.section("SEE ALSO");
    for (Command command : CommandTable.commands()) {
      page.reference("token-" + command.name(), 1, false);
    }
    return page.reference("tokend", 8, true).end();
  }

  /** token-SUBCOMMAND(1). */
  public static String of(Command command) {
    Roff page = new Roff("TOKEN-" + command.name().toUpperCase(java.util.Locale.ROOT), 1, Version.DATE, SOURCE);
    page.section("NAME").text("token-" + command.name() + " - " + command.summary());
    page.section("SYNOPSIS").verbatim(command.usage());
    page.section("DESCRIPTION").text(sentence(command.summary()));
    if (!command.aliases().isEmpty()) {
      page.paragraph("Also called " + String.join(", ", command.aliases()) + ".");
    }
    if (!command.details().isEmpty()) {
      page.paragraphs(command.details());
    }
    if (!command.access().isEmpty()) {
      page.paragraph("Needs " + command.access() + " on the token.");
    }
    if (!command.operands().isEmpty()) {
      page.section("ARGUMENTS");
      for (Operand operand : command.operands()) {
        page.item(operand.usage(), operand.help());
      }
    }
    if (command.id() == Subcommand.QUERY) {
      page.section("CLASSES");
      for (QueryClass queryClass : QueryClass.values()) {
        page.item(queryClass.number() + " " + queryClass.className(), String.join(", ", queryClass.aliases()));
      }
    }
    options(page, command);
    CommonSections.statuses(page);
    CommonSections.environment(page);
    CommonSections.files(page);
    if (!command.examples().isEmpty()) {
      page.section("EXAMPLES");
      for (Command.Example example : command.examples()) {
        page.item(example.line(), example.shows());
      }
    }
    return page.section("SEE ALSO").reference("token", 1, false).reference("tokend", 8, true).end();
  }

  private static void options(Roff page, Command command) {
    page.section("OPTIONS");
    CommonSections.flags(page, command.flags());
    if (command.target()) {
      page.subsection("Target, at most one");
      CommonSections.flags(page, Flags.TARGET);
    }
    page.subsection("Output");
    CommonSections.flags(page, Flags.OUTPUT);
    page.subsection("General");
    CommonSections.flags(page, Flags.GENERAL);
  }

  private static String sentence(String summary) {
    return Character.toUpperCase(summary.charAt(0)) + summary.substring(1) + ".";
  }
}
