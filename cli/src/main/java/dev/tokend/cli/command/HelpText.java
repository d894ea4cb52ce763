package dev.tokend.cli.command;

import dev.tokend.kacs.catalog.QueryClass;
import java.util.List;

/** Help as text, made from the command table alone. */
public final class HelpText {
  private static final int LEFT = 18;

  private HelpText() {}

  /** What {@code token help} prints. */
  public static String overview() {
    StringBuilder out = new StringBuilder();
    out.append("token: shows what identity code really runs under\n\n");
    out.append("usage: token [SUBCOMMAND] [TARGET] [ARGUMENTS] [OUTPUT]\n");
    out.append("       token            one line about your own token\n");
    for (Topic topic : Topic.values()) {
      heading(out, topic.title());
      for (Command command : CommandTable.commands()) {
        if (command.topic() == topic) {
          row(out, command.name(), command.summary());
        }
      }
    }
    heading(out, "Target, at most one");
    flags(out, Flags.TARGET);
    heading(out, "Output");
    flags(out, Flags.OUTPUT);
    out.append("  Without --raw and --label a SID is shown as name (S-1-...).\n");
    heading(out, "General");
    flags(out, Flags.GENERAL);
    row(out, Flags.VERSION.usage(), Flags.VERSION.help());
    heading(out, "Exit status");
    row(out, "0", "success");
    row(out, "1", "usage error");
    row(out, "2", "no such target, query class or name");
    row(out, "3", "access denied; for check: the checked access is denied");
    row(out, "4", "malformed spec, SDDL, SID, descriptor or line of a batch");
    row(out, "5", "anything else: authority unreachable, a limit reached, I/O");
    row(out, "6", "diff: the tokens differ");
    out.append("\nNO_COLOR turns colour off; without a terminal there is none.\n");
    return out.toString();
  }

  /** What {@code token help NAME} prints. */
  public static String page(Command command) {
    StringBuilder out = new StringBuilder();
    out.append("token ").append(command.name()).append(": ").append(command.summary()).append("\n\n");
    out.append("usage: ").append(command.usage().replace("\n", "\n       ")).append('\n');
    if (!command.aliases().isEmpty()) {
      out.append("also:  ").append(String.join(", ", command.aliases())).append('\n');
    }
    if (!command.details().isEmpty()) {
      out.append('\n').append(command.details()).append('\n');
    }
    if (!command.operands().isEmpty()) {
      heading(out, "Arguments");
      for (Operand operand : command.operands()) {
        row(out, operand.placeholder(), operand.help());
      }
    }
    if (command.id() == Subcommand.QUERY) {
      heading(out, "Classes");
      for (QueryClass queryClass : QueryClass.values()) {
        classRow(out, queryClass);
      }
    }
    if (!command.flags().isEmpty()) {
      heading(out, "Flags");
      flags(out, command.flags());
    }
    if (command.target()) {
      heading(out, "Target, at most one");
      flags(out, Flags.TARGET);
    }
    heading(out, "Output");
    flags(out, Flags.OUTPUT);
    heading(out, "General");
    flags(out, Flags.GENERAL);
    if (!command.access().isEmpty()) {
      out.append("\nNeeds ").append(command.access()).append(" on the token.\n");
    }
    if (!command.examples().isEmpty()) {
      heading(out, "Examples");
      for (Command.Example example : command.examples()) {
        out.append("  ").append(example.line()).append('\n');
        out.append("      ").append(example.shows()).append('\n');
      }
    }
    return out.toString();
  }

  private static void heading(StringBuilder out, String title) {
    out.append('\n').append(title).append(":\n");
  }

  private static void flags(StringBuilder out, List<Flag> flags) {
    for (Flag flag : flags) {
      row(out, flag.usage(), flag.help());
    }
  }

  private static void classRow(StringBuilder out, QueryClass queryClass) {
    String number = Integer.toString(queryClass.number());
    out.append(number.length() == 1 ? "   " : "  ").append(number).append("  ").append(queryClass.className()).append('\n');
  }

  private static void row(StringBuilder out, String left, String right) {
    out.append("  ").append(left);
    for (int i = left.length(); i < LEFT; i++) {
      out.append(' ');
    }
    out.append(' ').append(right).append('\n');
  }
}
