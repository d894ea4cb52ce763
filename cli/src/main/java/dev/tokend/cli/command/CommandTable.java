package dev.tokend.cli.command;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The subcommands of {@code token}, in the order of its help. */
public final class CommandTable {
  /** The right that every reading subcommand asks for (tokens §6.2). */
  private static final String QUERY = "TOKEN_QUERY";

  /** What {@code token} without a subcommand is, with {@code --short}. */
  public static final Command SHOW = new Command(
      Subcommand.SHOW,
      "show",
      List.of(),
      "what the token is: user, integrity, type, session, source",
      Topic.INSPECT,
      List.of(),
      List.of(Flags.SHORT, Flags.ALL),
      true,
      QUERY,
      """
      Without a flag: who the token is, its default owner and primary group, integrity,
      type, elevation, restrictions if it has any, logon session and source.

      The one line of --short is also what token alone prints: user, integrity, type (of
      an impersonation token its level), elevation unless default, marks for restricted,
      write-restricted and confined, session, number of groups, and the privileges as
      enabled/present.""",
      List.of(
          new Command.Example("token", "your own token in one line"),
          new Command.Example("token show --all", "every field of your own token"),
          new Command.Example("token show --pid 4821", "who process 4821 runs as")));

  private static final List<Command> COMMANDS = List.of(
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
              new Command.Example("token query 20", "the default DACL"))),
      ObjectCommands.CHECK,
      ObjectCommands.SD,
      ObjectCommands.SID,
      ChangeCommands.ADJUST,
      ChangeCommands.RESTRICT,
      ChangeCommands.DUPLICATE,
      ChangeCommands.LINKED,
      ChangeCommands.LINK,
      BecomeCommands.RUN,
      BecomeCommands.IMPERSONATE,
      BecomeCommands.REVERT,
      BecomeCommands.INSTALL,
      BecomeCommands.CREATE,
      new Command(
          Subcommand.SPEC,
          "spec",
          List.of(),
          "what a token is made from: readable spec to binary and back, or from a token",
          Topic.MAKE,
          List.of(
              new Operand("ACTION", true, List.of("encode", "decode", "new"), "what to do"),
              new Operand("FILE", false, List.of(), "what to encode or decode; - is standard input")),
          List.of(Flags.LOGON_SESSION),
          true,
          QUERY,
          """
          encode   from JSON, // and /* */ comments allowed, to the binary spec
          decode   from the binary spec to JSON, names in comments beside the SIDs
          new      JSON from a token, to be changed: a filled-in starting point

          A wrong spec is refused with line, column and field; exit status 4. encode writes
          bytes, with --json their hex. decode and new with --json write no comments. Only
          new reads a token. The fields: docs/specs.md.""",
          List.of(
              new Command.Example("token spec new --pid 4821", "a spec for a token like that of process 4821"),
              new Command.Example(
                  "token spec encode alice.json", "the binary spec; an error says where the text is wrong"),
              new Command.Example("token spec decode alice.spec", "what is in a binary spec"),
              new Command.Example(
                  "token spec encode --logon-session -", "a logon session's spec, from standard input"))),
      KeepCommands.SESSION,
      KeepCommands.PINS,
      KeepCommands.UNPIN,
      new Command(
          Subcommand.AUTHORITY,
          "authority",
          List.of(),
          "the authority that the command talks to",
          Topic.AUTHORITY,
          List.of(new Operand("ACTION", true, List.of("status", "start", "stop", "events"), "what to do")),
          List.of(Flags.FOLLOW),
          false,
          "",
          """
          status   what it is, where it listens, what it holds
          start    starts your own authority unless one answers already
          stop     ends it, and with it every token that it holds
          events   the last events of its audit trail, with --json as they are stored: all of
                   them for its owner, root and SYSTEM, for others what they did themselves

          Which authority: --authority, else $TOKEND_SOCKET, else /run/tokend/tokend.sock,
          else your own at $XDG_RUNTIME_DIR/tokend/tokend.sock, which the other subcommands
          start on demand.""",
          List.of(
              new Command.Example("token authority status", "is it running, and as whom"),
              new Command.Example("token authority events --follow", "who is refused what, as it happens"))),
      new Command(
          Subcommand.HELP,
          "help",
          List.of(),
          "this overview, or help about a subcommand",
          Topic.SELF,
          List.of(new Operand("SUBCOMMAND", false, List.of(), "the subcommand to explain")),
          List.of(),
          false,
          "",
          "",
          List.of(new Command.Example("token help privs", "same as token privs --help"))),
      new Command(
          Subcommand.VERSION,
          "version",
          List.of(),
          "the version of token",
          Topic.SELF,
          List.of(),
          List.of(),
          false,
          "",
          "",
          List.of()));

  private CommandTable() {}

  /** Every subcommand, in the order of help. */
  public static List<Command> commands() {
    return COMMANDS;
  }

  /** The subcommand of that name or alias, null if there is none. */
  public static @Nullable Command find(String word) {
    for (Command command : COMMANDS) {
      if (command.isCalled(word)) {
        return command;
      }
    }
    return null;
  }

  /** Every name and alias that {@link #find} knows, for suggestions and completion. */
  public static List<String> names() {
    List<String> names = new ArrayList<>();
    for (Command command : COMMANDS) {
      names.add(command.name());
      names.addAll(command.aliases());
    }
    return names;
  }

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
