package dev.tokend.cli.command;

import java.util.List;

/** The rows of the subcommands about what the authority keeps. */
final class KeepCommands {
  static final Command SESSION = new Command(
      Subcommand.SESSION,
      "session",
      List.of(),
      "logon sessions: who, how, since when, and what belongs to them",
      Topic.KEEP,
      List.of(
          new Operand("ACTION", true, List.of("list", "show", "create", "invalidate", "destroy"), "what to do"),
          new Operand("ARGUMENT", false, List.of(), "the ID of a session; of create a file with a spec, or -")),
      List.of(Flags.USER, Flags.LOGON_TYPE, Flags.PACKAGE),
      false,
      "",
      """
      list         every session, for SYSTEM and Administrators
      show         one with its tokens, processes and pins, for the same; everybody sees
                   the own session, which is meant without ID, but not what belongs to it
      create       a new session, from a spec (token spec --logon-session) or from flags;
                   prints its ID and nothing else. It stays until its last token is gone
      invalidate   every access check with a token of the session is refused from now on;
                   there is no way back
      destroy      ends a session that has no token

      Creating and ending needs SeTcbPrivilege. Processes are those that the authority
      has met. Exit status 2 if there is no such session.""",
      List.of(
          new Command.Example("token session list", "every logon session"),
          new Command.Example("token session show", "your own"),
          new Command.Example("token session create --user alice --logon-type interactive", "a session for alice"),
          new Command.Example("token session create session.json", "one from a spec"),
          new Command.Example("token session invalidate 1001", "log the user off")))
      .withForms(
          "token session list [OUTPUT]",
          "token session show [ID] [OUTPUT]",
          "token session create SPEC [OUTPUT]",
          "token session create --user SID --logon-type TYPE [--package NAME] [OUTPUT]",
          "token session invalidate|destroy ID [OUTPUT]");

  static final Command PINS = new Command(
      Subcommand.PINS,
      "pins",
      List.of(),
      "the tokens that the authority keeps under names",
      Topic.KEEP,
      List.of(),
      List.of(),
      false,
      "",
      """
      Your own, and for root everybody's. --pin-as of create, restrict, duplicate and
      linked makes one; --pin NAME of the other subcommands uses it.""",
      List.of(new Command.Example("token pins", "what is pinned, and since when")));

  static final Command UNPIN = new Command(
      Subcommand.UNPIN,
      "unpin",
      List.of(),
      "have the authority let go of a pinned token",
      Topic.KEEP,
      List.of(new Operand("NAME", true, List.of(), "the name that it is pinned under")),
      List.of(Flags.UID),
      false,
      "",
      """
      The token ends if nothing else holds it. Needs TOKEN_QUERY by the token's own
      security descriptor, so that a lowered process cannot put another one in its place.
      Exit status 2 if nothing is pinned under that name.""",
      List.of(
          new Command.Example("token unpin limited", "one of your own"),
          new Command.Example("token unpin limited --uid 1001", "as root, one of user 1001")))
      .withForms("token unpin NAME [--uid UID] [OUTPUT]");

  private KeepCommands() {}
}
