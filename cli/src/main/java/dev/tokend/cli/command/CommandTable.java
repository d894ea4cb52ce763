package dev.tokend.cli.command;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The subcommands of {@code token}, in the order of its help. */
public final class CommandTable {
  /** What {@code token} without a subcommand is, with {@code --short}. */
  public static final Command SHOW = InspectCommands.SHOW;

  private CommandTable() {}

  /** Every subcommand, in the order of help. */
  public static List<Command> commands() {
    return All.COMMANDS;
  }

  /** The subcommand of that name or alias, null if there is none. */
  public static @Nullable Command find(String word) {
    Command reading = find(word, InspectCommands.ROWS);
    return reading != null ? reading : find(word, All.COMMANDS);
  }

  private static @Nullable Command find(String word, List<Command> commands) {
    for (Command command : commands) {
      if (command.isCalled(word)) {
        return command;
      }
    }
    return null;
  }

  /** Every name and alias that {@link #find} knows, for suggestions and completion. */
  public static List<String> names() {
    List<String> names = new ArrayList<>();
    for (Command command : All.COMMANDS) {
      names.add(command.name());
      names.addAll(command.aliases());
    }
    return names;
  }

  /** Every row. Making them takes as long as a tenth of a bare JVM, which what reads a token need not wait for. */
  private static final class All {
    private static final List<Command> OTHERS = List.of(
        CompareCommands.DIFF,
        CompareCommands.WATCH,
        ProcessCommands.PS,
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
        BecomeCommands.KACS,
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
            "TOKEN_QUERY",
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
            List.of(new Operand(
                "ACTION",
                true,
                List.of("status", "start", "stop", "events", "install", "uninstall"),
                "what to do")),
            List.of(Flags.FOLLOW, Flags.ROOT),
            false,
            "",
            """
            status     what it is, where it listens, what it holds
            start      starts your own authority unless one answers already
            stop       ends it, and with it every token that it holds
            events     the last events of its audit trail, with --json as they are stored: all
                       of them for its owner, root and SYSTEM, for others what they did
                       themselves
            install    as root: one for the whole machine, as a service of systemd that starts
                       when somebody asks; with --root DIR into a tree, for packages
            uninstall  ends and removes that, and all that it kept

            Which authority: --authority, else $TOKEND_SOCKET, else /run/tokend/tokend.sock,
            else your own at $XDG_RUNTIME_DIR/tokend/tokend.sock, which the other subcommands
            start on demand.""",
            List.of(
                new Command.Example("token authority status", "is it running, and as whom"),
                new Command.Example("token authority events --follow", "who is refused what, as it happens"),
                new Command.Example("token authority install", "as root: one authority for every user of the machine")))
            .withForms(
                "token authority status|start|stop [OUTPUT]",
                "token authority events [--follow] [OUTPUT]",
                "token authority install|uninstall [--root DIR] [OUTPUT]"),
        SelfCommands.COMPLETION,
        SelfCommands.HELP,
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

    static final List<Command> COMMANDS = joined(InspectCommands.ROWS, OTHERS);

    private static List<Command> joined(List<Command> first, List<Command> second) {
      List<Command> all = new ArrayList<>(first);
      all.addAll(second);
      return List.copyOf(all);
    }
  }
}
