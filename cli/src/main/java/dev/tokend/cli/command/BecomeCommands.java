package dev.tokend.cli.command;

import java.util.List;

/** The rows of the subcommands that act under a token. */
final class BecomeCommands {
  private static final String PROJECTION =
      """
      The command gets the Linux ids and capabilities of the token too, as far as your own
      rights reach; where they do not, it is not run, unless --no-projection asks for the
      token alone.""";

  static final Command RUN = new Command(
      Subcommand.RUN,
      "run",
      List.of(),
      "run a command with less than you have",
      Topic.BECOME,
      List.of(),
      List.of(
          Flags.DROP_PRIVILEGES, Flags.DENY, Flags.RESTRICT, Flags.WRITE_RESTRICTED, Flags.INTEGRITY,
          Flags.NO_PROJECTION),
      false,
      "",
      """
      A restricted copy of your own primary token takes its place, then the command. Needs
      no privilege, because it can only lower; there is no way back.

      """ + PROJECTION,
      List.of(
          new Command.Example("token run --drop-privs all -- make", "a build without any privilege"),
          new Command.Example("token run --integrity low -- ./downloaded", "a program that is not trusted")))
      .withForms(
          "token run [--drop-privs PRIVS] [--deny GROUPS]",
          "          [--restrict SIDS [--write-restricted]] [--integrity LEVEL]",
          "          [--no-projection] -- COMMAND...")
      .running(Trailing.REQUIRED);

  static final Command IMPERSONATE = new Command(
      Subcommand.IMPERSONATE,
      "impersonate",
      List.of(),
      "act as the token",
      Topic.BECOME,
      List.of(),
      List.of(Flags.LEVEL, Flags.NO_PROJECTION),
      true,
      "TOKEN_IMPERSONATE; of a primary token TOKEN_DUPLICATE",
      """
      A primary token is first copied to an impersonation token of --level LEVEL
      (impersonation unless told); an impersonation token is taken as it is, unless a
      level is told. Says which level resulted, and what held it back. An ordinary user
      cannot copy a token of his own for that: such a copy grants him no TOKEN_IMPERSONATE.

      Without a command the impersonation ends with this process. With one, the command
      acts as the token; token show in it shows that, token show --real what is beneath.

      """ + PROJECTION,
      List.of(
          new Command.Example("token impersonate --pid 4821 -- id", "act as process 4821 does"),
          new Command.Example("token impersonate --peer 3 -- sh", "act as the client on inherited socket 3")))
      .withForms("token impersonate [--level LEVEL] [TARGET] [OUTPUT] [--no-projection]",
          "                  [-- COMMAND...]")
      .running(Trailing.OPTIONAL);

  static final Command KACS = new Command(
      Subcommand.KACS,
      "kacs",
      List.of(),
      "run a program that calls the KACS interface itself",
      Topic.BECOME,
      List.of(),
      List.of(),
      false,
      "",
      """
      System calls 1000 to 1027 and the ioctls of token descriptors work in the command and
      in all that it starts: they wait for the authority, which answers them as it answers
      token. Everything else goes on at full speed.

      Whoever runs it without CAP_SYS_ADMIN gets no_new_privs with it: set-uid programs
      give nothing then. When the authority ends, the calls fail with ENOSYS.""",
      List.of(
          new Command.Example("token kacs -- ./server", "a program written for a KACS kernel"),
          new Command.Example("token kacs -- bash", "a shell from which such programs run")))
      .running(Trailing.REQUIRED);

  static final Command REVERT = new Command(
      Subcommand.REVERT,
      "revert",
      List.of(),
      "stop acting as another token",
      Topic.BECOME,
      List.of(),
      List.of(),
      false,
      "",
      """
      Succeeds too where nothing is impersonated. With a command, that runs as the primary
      token: the way out of an impersonation for a script that runs under one.""",
      List.of(new Command.Example("token revert -- token show", "the token beneath the impersonation")))
      .running(Trailing.OPTIONAL);

  static final Command CREATE = new Command(
      Subcommand.CREATE,
      "create",
      List.of(),
      "a new token from a spec",
      Topic.MAKE,
      List.of(new Operand("SPEC", true, List.of(), "a file with a spec, readable or binary; - is standard input")),
      List.of(Flags.PIN_AS),
      false,
      "",
      """
      A file that begins with { is a readable spec (token spec), any other a binary one.
      Needs SeCreateTokenPrivilege, which root's processes have.

      The new token ends with this command, unless --pin-as keeps it, or a command follows
      -- : that one inherits a handle, and its number is in TOKEN_FD.""",
      List.of(
          new Command.Example("token create alice.json --pin-as full", "keep a token made from a spec"),
          new Command.Example("token create alice.spec", "what a binary spec makes")))
      .withForms("token create SPEC [OUTPUT] [--pin-as NAME] [-- COMMAND...]")
      .running(Trailing.OPTIONAL);

  static final Command INSTALL = new Command(
      Subcommand.INSTALL,
      "install",
      List.of(),
      "make a token your own, and run a command as it",
      Topic.BECOME,
      List.of(new Operand("SPEC", false, List.of(), "a file with a spec, readable or binary; - is standard input")),
      List.of(Flags.FD, Flags.PIN, Flags.NO_PROJECTION),
      false,
      "",
      """
      The token is made from SPEC, or it is the one of an inherited handle or a pin, with
      TOKEN_QUERY and TOKEN_ASSIGN_PRIMARY. Needs SeAssignPrimaryTokenPrivilege; for
      another user or logon session SeTcbPrivilege too; for a spec SeCreateTokenPrivilege.

      """ + PROJECTION,
      List.of(
          new Command.Example("token install alice.json -- sh", "a shell as the spec says"),
          new Command.Example("token install --pin limited -- sh", "a shell as the pinned token")))
      .withForms("token install SPEC|--fd FD|--pin NAME [OUTPUT] [--no-projection] [-- COMMAND...]")
      .running(Trailing.OPTIONAL);

  private BecomeCommands() {}
}
