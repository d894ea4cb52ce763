package dev.tokend.cli.command;

import java.util.List;

/**
 * The rows of the subcommands that read one token. They are called most, and so looked at first, before the other rows
 * are made.
 */
final class InspectCommands {
  /** The right that every reading subcommand asks for (tokens §6.2). */
  private static final String QUERY = "TOKEN_QUERY";

  /** What {@code token} without a subcommand is, with {@code --short}. */
  static final Command SHOW = new Command(
      Subcommand.SHOW,
      "show",
      List.of(),
      "what the token is: user, integrity, type, session, source",
      Topic.INSPECT,
      List.of(),
      List.of(Flags.SHORT, Flags.ALL, Flags.HTML),
      true,
      QUERY,
      """
      Without a flag: who the token is, its default owner and primary group, integrity,
      type, elevation, restrictions if it has any, logon session and source.

      The one line of --short is also what token alone prints: user, integrity, type (of
      an impersonation token its level), elevation unless default, marks for restricted,
      write-restricted and confined, session, number of groups, and the privileges as
      enabled/present.

      --html makes one page of every field, which loads nothing and can be sent to somebody.""",
      List.of(
          new Command.Example("token", "your own token in one line"),
          new Command.Example("token show --all", "every field of your own token"),
          new Command.Example("token show --pid 4821", "who process 4821 runs as"),
          new Command.Example("token show --html", "a page to look at and to send")));

  static final List<Command> ROWS = List.of(
      SHOW,
      accessor(Subcommand.USER, "user", "the user SID: who the token is", ""),
      accessor(Subcommand.OWNER, "owner", "the default owner of new objects", ""),
      accessor(Subcommand.GROUP, "group", "the primary group of new objects", ""),
      accessor(Subcommand.GROUPS, "groups", "the groups with all their attributes",
          "The index in front is the one that adjusting and restricting go by."),
      accessor(Subcommand.PRIVS, "privs", "the privileges with all their states",
          """
          A privilege counts only while it is enabled. "used" says that it has gated a
          successful operation at least once, and stays after the privilege is removed."""),
      accessor(Subcommand.CAPS, "caps", "the confinement SID and its capabilities", ""),
      accessor(Subcommand.CLAIMS, "claims", "the user and device claims: name, type, flags, values", ""),
      accessor(Subcommand.INTEGRITY, "integrity", "the integrity level", ""),
      accessor(Subcommand.LOGON, "logon", "the logon type, logon SID and session", ""),
      accessor(Subcommand.SOURCE, "source", "what minted the token", ""),
      accessor(Subcommand.ORIGIN, "origin", "the logon session that a derived token came from", ""),
      accessor(Subcommand.STATS, "stats", "identifiers, times and the modification counter",
          """
          The modification counter serves to notice a change of this one token: compare two
          values for equality only."""),
      accessor(Subcommand.DEFAULT_DACL, "default-dacl", "the DACL that new objects get, as SDDL and entry by entry", ""),
      new Command(
          Subcommand.QUERY,
          "query",
          List.of(),
          "one query class as JSON: bytes and decoded value",
          Topic.INSPECT,
          List.of(new Operand("CLASS", true, List.of(), "a query class by any of its names, any case, or by number")),
          List.of(),
          true,
          QUERY,
          """
          The output is always JSON: name and number of the class, the payload as hex, its
          length in bytes, and the decoded value. Exit status 2 for an unknown class.""",
          List.of(
              new Command.Example("token query privileges", "the four privilege masks"),
              new Command.Example("token query TokenStatistics --pid 1", "statistics of the first process"),
              new Command.Example("token query 20", "the default DACL"))));

  private InspectCommands() {}

  private static Command accessor(Subcommand id, String name, String summary, String details) {
    return new Command(
        id,
        name,
        List.of(),
        summary,
        Topic.INSPECT,
        List.of(),
        List.of(),
        true,
        QUERY,
        details,
        List.of(new Command.Example("token " + name + " --pid 4821", "of process 4821")));
  }
}
