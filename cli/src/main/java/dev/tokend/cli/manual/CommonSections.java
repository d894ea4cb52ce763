package dev.tokend.cli.manual;

import dev.tokend.cli.command.Flag;
import dev.tokend.cli.command.StatusRow;
import java.util.List;

/** What the pages of the command have in common. */
final class CommonSections {
  private CommonSections() {}

  static void flags(Roff page, List<Flag> flags) {
    for (Flag flag : flags) {
      page.item(flag.usage(), flag.help());
    }
  }

  static void statuses(Roff page) {
    page.section("EXIT STATUS");
    for (StatusRow row : StatusRow.ALL) {
      page.item(row.code(), row.meaning());
    }
    page.paragraph("A command behind -- has its own exit status.");
  }

  static void environment(Roff page) {
    page.section("ENVIRONMENT")
        .item("TOKEND_SOCKET", "the socket of the authority to talk to, unless --authority names one")
        .item("XDG_RUNTIME_DIR", "the folder in which your own authority's socket is, as tokend/tokend.sock")
        .item("NO_COLOR", "anything: no colour, on a terminal too")
        .item("TOKEN_FD", "set for the command that inherits a new token: the number of its descriptor");
  }

  static void files(Roff page) {
    page.section("FILES")
        .item("/run/tokend/tokend.sock", "the machine's authority")
        .item("$XDG_RUNTIME_DIR/tokend/tokend.sock", "your own");
  }
}
