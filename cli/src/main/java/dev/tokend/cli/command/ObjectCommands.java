package dev.tokend.cli.command;

import java.util.List;

/** The rows of the subcommands about objects and those who may do something to them. */
final class ObjectCommands {
  private static final String DESCRIPTOR = "a security descriptor: SDDL, base64, hex, or @FILE with one of them";

  static final Command CHECK = new Command(
      Subcommand.CHECK,
      "check",
      List.of(),
      "may the token do this to an object, and why",
      Topic.OBJECTS,
      List.of(new Operand("SD", false, List.of(), DESCRIPTOR)),
      List.of(
          Flags.ACCESS, Flags.TYPE, Flags.EXPLAIN, Flags.HTML, Flags.SELF_SID, Flags.INTENT, Flags.OBJECT_TYPE, Flags.CLAIMS,
          Flags.POLICIES, Flags.TOKEN, Flags.BATCH),
      true,
      "TOKEN_QUERY",
      """
      Exit status 0 if every right asked for is granted, 3 if not, 4 for a malformed SD.

      RIGHTS are names of the object type or of any other (FILE_READ_DATA, KEY_READ),
      SDDL codes (FR, RPWP), a mask (0x1), the words read, write, execute and all, with
      commas or | between them; or max for whatever can be had.

      --html makes one page of what --explain tells, which loads nothing and can be sent to
      somebody.

      --batch checks a stream of JSON lines in order, without an authority: one request
      a line, as docs/access-check.md describes it. A line without a token asks for that
      of --token FILE. Exit status 4 if some line made no sense; the rest is answered.""",
      List.of(
          new Command.Example("token check 'O:BAD:(A;;FR;;;BU)' --access FW", "may I write this file"),
          new Command.Example("token check @report.sd --access read --pid 4821 --explain", "why may process 4821 not"),
          new Command.Example("token check 'O:SYD:(A;;KR;;;WD)' --type registry --access max", "what may I do at all"),
          new Command.Example("token check @report.sd --access read --html", "a page for whoever asked"),
          new Command.Example("token check --batch share.jsonl", "check a whole share")))
      .withForms(
          "token check SD --access RIGHTS [--type TYPE] [--explain|--html] [TARGET] [OUTPUT]",
          "token check --batch [FILE] [--token FILE]");

  static final Command SD = new Command(
      Subcommand.SD,
      "sd",
      List.of(),
      "a security descriptor as table, SDDL, hex and base64",
      Topic.OBJECTS,
      List.of(new Operand("SD", false, List.of(), DESCRIPTOR)),
      List.of(Flags.TYPE, Flags.AS, Flags.BATCH),
      false,
      "",
      """
      With --type the rights have their names for that kind of object.

      --batch turns a stream of descriptors, one a line, into canonical SDDL, or with --as
      into another form, one line each. A line that is no descriptor gives "error: " with
      what is wrong and where, and exit status 4; the rest is translated.""",
      List.of(
          new Command.Example("token sd 'O:BAG:BAD:(A;;FA;;;BA)'", "who may do what, as a table"),
          new Command.Example("token sd AQAAgAAAAAAAAAAAAAAAAAAAAAA= --as sddl", "base64 to SDDL"),
          new Command.Example("token sd --batch descriptors.txt", "a descriptor a line to SDDL")))
      .withForms(
          "token sd SD [--type TYPE] [--as FORM] [OUTPUT]",
          "token sd --batch [FILE] [--as FORM]");

  static final Command SID = new Command(
      Subcommand.SID,
      "sid",
      List.of(),
      "a SID to its names, a name to its SIDs",
      Topic.OBJECTS,
      List.of(new Operand(
          "NAME-OR-SID", true, List.of(), "a SID, a well-known name, an SDDL alias, a user, a group", true)),
      List.of(),
      false,
      "",
      """
      A name may mean several: each is shown. Exit status 2 if one means nothing. A user
      or group without a SID of its own has the one that its number gives, S-1-22-1-UID
      and S-1-22-2-GID; processes of root run as NT AUTHORITY\\SYSTEM all the same.""",
      List.of(
          new Command.Example("token sid S-1-5-32-544", "BUILTIN\\Administrators"),
          new Command.Example("token sid BA alice sudo", "an alias, a user, a group")));

  private ObjectCommands() {}
}
