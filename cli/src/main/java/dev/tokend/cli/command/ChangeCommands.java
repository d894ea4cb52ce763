package dev.tokend.cli.command;

import java.util.List;

/** The rows of the subcommands that change a token in place, or make one from another. */
final class ChangeCommands {
  static final Command ADJUST = new Command(
      Subcommand.ADJUST,
      "adjust",
      List.of(),
      "enable, disable or remove privileges; change groups, defaults, scope",
      Topic.CHANGE,
      List.of(
          new Operand(
              "WHAT", true, List.of("privs", "groups", "default", "session", "interactivity-scope"), "what to change"),
          new Operand("CHANGE", false, List.of(), "NAME=STATE, or of session the number", true)),
      List.of(
          Flags.RESET, Flags.DACL, Flags.OWNER_INDEX, Flags.OWNER, Flags.GROUP_INDEX, Flags.GROUP),
      true,
      "TOKEN_QUERY and the TOKEN_ADJUST_ right of what is changed",
      """
      privs     NAME=STATE...: NAME full, short, any case, or a bit number; STATE enabled,
                disabled or removed (also on, off). Removed is for good.
      groups    WHICH=STATE...: WHICH an index of token groups, a SID or a name; STATE
                enabled or disabled (also on, off)
      default   what new objects get: DACL, owner, primary group, any together
      session   the interactivity scope, a number; also called interactivity-scope

      All of a request applies, or none of it. Prints what it changed, before and after.
      A change of your own token ends with this command, unless it becomes another: -- .""",
      List.of(
          new Command.Example("token adjust privs SeDebug=disabled --pid 4821", "take a privilege out of use"),
          new Command.Example("token adjust privs --reset", "as they were when the token was made"),
          new Command.Example("token adjust groups 7=disabled -- sh", "a shell without the group of index 7"),
          new Command.Example("token adjust default --owner BA --pin full", "new objects belong to Administrators")))
      .withForms(
          "token adjust privs NAME=STATE...|--reset [TARGET] [OUTPUT] [-- COMMAND...]",
          "token adjust groups WHICH=STATE...|--reset [TARGET] [OUTPUT] [-- COMMAND...]",
          "token adjust default [--dacl SDDL] [--owner SID|--owner-idx N]",
          "                     [--group SID|--group-idx N] [TARGET] [OUTPUT]",
          "                     [-- COMMAND...]",
          "token adjust session N [TARGET] [OUTPUT] [-- COMMAND...]")
      .running(Trailing.OPTIONAL);

  private static final String KEEPS =
      """
      The new token ends with this command, unless --pin-as keeps it, or a command follows
      -- : that one inherits a handle, and its number is in TOKEN_FD.""";

  static final Command RESTRICT = new Command(
      Subcommand.RESTRICT,
      "restrict",
      List.of(),
      "a copy of the token with less in it",
      Topic.DERIVE,
      List.of(),
      List.of(
          Flags.DROP_PRIVILEGES, Flags.DENY, Flags.RESTRICT, Flags.WRITE_RESTRICTED, Flags.PIN_AS),
      true,
      "TOKEN_QUERY and TOKEN_DUPLICATE",
      """
      A group that is deny-only still refuses what it is denied and grants nothing. With
      restricting SIDs, access is granted only where it would be granted to those SIDs
      alone as well.

      """ + KEEPS,
      List.of(
          new Command.Example("token restrict --drop-privs all", "what would be left without privileges"),
          new Command.Example("token restrict --deny BA --pin-as limited", "keep a copy that is no administrator"),
          new Command.Example("token restrict --restrict WD,RC -- sh", "a shell that holds a handle on the copy")))
      .withForms(
          "token restrict [--drop-privs PRIVS] [--deny GROUPS]",
          "               [--restrict SIDS [--write-restricted]] [TARGET] [OUTPUT]",
          "               [--pin-as NAME] [-- COMMAND...]")
      .running(Trailing.OPTIONAL);

  static final Command DUPLICATE = new Command(
      Subcommand.DUPLICATE,
      "duplicate",
      List.of("dup"),
      "a copy of the token, of another type, level or access",
      Topic.DERIVE,
      List.of(),
      List.of(Flags.TOKEN_TYPE, Flags.LEVEL, Flags.ACCESS, Flags.PIN_AS),
      true,
      "TOKEN_DUPLICATE",
      """
      Without flags: the same type and level, and every right if that is granted, else the
      most that is.

      """ + KEEPS,
      List.of(
          new Command.Example("token dup --type impersonation --level identification", "a copy to look at only"),
          new Command.Example("token dup --pid 4821 --pin-as copy", "keep a copy of the token of process 4821")))
      .withForms(
          "token duplicate [--type primary|impersonation] [--level LEVEL] [--access RIGHTS]",
          "                [TARGET] [OUTPUT] [--pin-as NAME] [-- COMMAND...]")
      .running(Trailing.OPTIONAL);

  static final Command LINKED = new Command(
      Subcommand.LINKED,
      "linked",
      List.of(),
      "the other token of the elevation pair",
      Topic.DERIVE,
      List.of(),
      List.of(Flags.PIN_AS),
      true,
      "TOKEN_QUERY",
      """
      For a limited token the full one, for a full token the limited one. With
      SeTcbPrivilege it is the partner itself, otherwise a copy that can be looked at and
      not acted as. Exit status 2 if there is none.

      """ + KEEPS,
      List.of(new Command.Example("token linked --pid 4821", "what process 4821 would be when elevated")))
      .withForms("token linked [TARGET] [OUTPUT] [--pin-as NAME] [-- COMMAND...]")
      .running(Trailing.OPTIONAL);

  static final Command LINK = new Command(
      Subcommand.LINK,
      "link",
      List.of(),
      "make two tokens of a session its elevation pair",
      Topic.DERIVE,
      List.of(),
      List.of(Flags.ELEVATED, Flags.FILTERED, Flags.SESSION),
      false,
      "",
      """
      Both are primary tokens of that session and of one user. Needs SeTcbPrivilege, and
      TOKEN_DUPLICATE on both. A pair that the session had before is no pair any more.

      HANDLE is the number of an inherited descriptor, or pin:NAME.""",
      List.of(new Command.Example(
          "token link --elevated pin:full --filtered pin:limited --session 1001", "two pinned tokens")))
      .withForms("token link --elevated HANDLE --filtered HANDLE --session ID [OUTPUT]");

  private ChangeCommands() {}
}
