package dev.tokend.cli.manual;

import dev.tokend.cli.Version;
import java.util.List;

/** tokend(8): the authority. */
public final class AuthorityPage {
  /** What {@code token help --man} calls it. */
  public static final String NAME = "tokend";

  /**
   * A flag of the authority.
   *
   * @param usage the flag with its value
   * @param help what it does, as {@code tokend --help} says
   */
  record Row(String usage, String help) {}

  /** As {@code tokend --help} has them. */
  static final List<Row> ROWS = List.of(
      new Row("--machine", "serve every user of the machine; needs root"),
      new Row("--own", "serve only the user it runs as, and root"),
      new Row("--socket PATH", "listen there; with --machine /run/tokend/tokend.sock unless given"),
      new Row("--idle SECONDS",
          "end after so long without a connection, while nothing but derived tokens is held; 600 unless given"),
      new Row("--stay", "never end for idleness"),
      new Row("--config FILE", "settings; /etc/tokend/tokend.conf unless given"),
      new Row("--names FILE", "names of SIDs; /etc/tokend/names unless given"),
      new Row("--audit WHERE",
          "write the audit trail to: journal (systemd's), file (audit.jsonl beside the socket), the absolute path of a "
              + "file, or off; unless given, with --machine as the settings say (\"audit = WHERE\"), or to the journal "
              + "where there is one, else to the file"));

  private AuthorityPage() {}

  /** The page. */
  public static String page() {
    Roff page = new Roff("TOKEND", 8, Version.DATE, "tokend " + Version.NUMBER);
    page.section("NAME").text("tokend - holds every access token and decides every access");
    page.section("SYNOPSIS").verbatim(
        """
        tokend --machine [--socket PATH]
        tokend --own --socket PATH [--idle SECONDS | --stay]
        tokend --help | --version""");
    page.section("DESCRIPTION")
        .text("tokend is the authority of access tokens. token(1) and programs ask it over a Unix socket; who asks, it "
            + "takes from the kernel alone. A process that has no token yet gets one from what Linux says of it.")
        .paragraph("The machine's authority is started by root and serves everybody. A user's own serves that user and root; "
            + "token(1) starts it where there is none, and it ends when it has been idle.")
        .paragraph("It writes an audit trail: one line of JSON for each thing that matters to security. "
            + "token-authority(1) shows it.");
    page.section("OPTIONS");
    for (Row row : ROWS) {
      page.item(row.usage(), row.help());
    }
    page.section("EXIT STATUS")
        .item("0", "it was asked to stop, or was idle")
        .item("1", "it could not start, or the command line is wrong");
    page.section("FILES")
        .item("/run/tokend/tokend.sock", "the socket of the machine's authority")
        .item("/run/tokend/tokend.log", "what went wrong, beside the socket")
        .item("/run/tokend/audit.jsonl", "the audit trail, beside the socket, where there is no journal")
        .item("/etc/tokend/tokend.conf", "settings, key = value: administrators-groups, the Linux groups whose members "
            + "may become administrators (sudo, wheel, admin), and audit, as --audit, for the machine's authority")
        .item("/etc/tokend/names", "names of SIDs");
    return page.section("SEE ALSO").reference("token", 1, false).reference("token-authority", 1, true).end();
  }
}
