package dev.tokend.cli.command;

import java.util.List;

/** The rows of the subcommands about processes. */
final class ProcessCommands {
  static final Command PS = new Command(
      Subcommand.PS,
      "ps",
      List.of(),
      "every process: user, integrity, elevation, session, privileges, marks",
      Topic.INSPECT,
      List.of(),
      List.of(Flags.TREE, Flags.SORT, Flags.WHERE, Flags.HTML),
      false,
      "",
      """
      You see the processes that grant you PROCESS_QUERY_INFORMATION and whose token grants
      you TOKEN_QUERY; the others are counted at the end. Privileges are enabled/present;
      elevation is shown where it is not the default. Marks: restricted, write-restricted,
      confined, user deny-only, session invalidated, how many threads impersonate, and bound:
      the process has a token of its own, not one that follows from its Linux credentials.

      --tree puts each process below its parent. The identity of a process is told where it
      has no parent in the tree; elsewhere only what differs from its parent, behind a *.

      KEY of --sort: pid, user, integrity (highest first), session, privileges (most enabled
      first), name. In a tree it sorts the children of each process.

      --html makes one page of the tree, with a colour for each identity, to be looked at in
      any browser or sent to somebody: it loads nothing, and can be read without its script.

      --where can be given several times; all of them must hold. In a tree the ancestors of
      what it finds are shown too. FIELD=VALUE or FIELD!=VALUE:

        user=NAME-OR-SID       root also means SYSTEM, as which root's processes run
        name=TEXT              the command; * stands for any text
        pid=N parent=N         also < <= > >=
        integrity=LEVEL        a word or a number; also < <= > >=
        elevation=TYPE         default, full or limited
        session=ID             a logon session
        privilege=NAME         has the privilege; enabled=NAME has it enabled
        restricted=yes         or no; so are write-restricted, confined, impersonating, bound""",
      List.of(
          new Command.Example("token ps", "who runs what"),
          new Command.Example("token ps --tree --where user=alice", "where alice's processes come from"),
          new Command.Example("token ps --where 'integrity>=high' --where enabled=SeDebug", "who could do the most"),
          new Command.Example("token ps --html", "a page to look at and to send"),
          new Command.Example("token ps --where bound=yes --json", "who has a token of its own, for a program")))
      .withForms("token ps [--tree] [--sort KEY] [--where FIELD=VALUE]... [--html] [OUTPUT]");

  private ProcessCommands() {}
}
