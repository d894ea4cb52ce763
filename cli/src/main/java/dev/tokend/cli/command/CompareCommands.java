package dev.tokend.cli.command;

import java.util.List;

/** The rows of the subcommands that tell one token from another, and a token from what it was. */
final class CompareCommands {
  private static final String SIDE =
      "self, real, pid:N, tid:P/T, fd:N, pin:NAME, peer:FD or spec:FILE";

  static final Command DIFF = new Command(
      Subcommand.DIFF,
      "diff",
      List.of(),
      "two tokens side by side, with only what differs",
      Topic.INSPECT,
      List.of(new Operand("A", true, List.of(), SIDE), new Operand("B", true, List.of(), SIDE)),
      List.of(Flags.ALL),
      false,
      "",
      """
      self         your own effective token
      real         your own primary token
      pid:N        the primary token of process N
      tid:P/T      the effective token of thread T of process P
      fd:N         the token of inherited handle N
      pin:NAME     a pinned token
      peer:FD      the identity of the peer on inherited socket FD
      spec:FILE    what a token is made from, readable or binary; - is standard input

      Marks: - only in A, + only in B, ~ another in each. Groups, privileges, claims and
      the entries of the default DACL are matched by what they are, not by their place;
      order counts in the DACL alone. Of a spec only what a spec has is compared.

      What tells one token object and its history from another's, and not what they are,
      does not make them differ and is shown with --all only: token id, modification
      counter, time of creation, source id, and which privileges were used. Exit status 0
      the same, 6 different. A live token is opened with TOKEN_QUERY.""",
      List.of(
          new Command.Example("token diff self pid:4821", "why may process 4821 do what you may not"),
          new Command.Example("token diff real self", "what does the impersonation change"),
          new Command.Example("token diff spec:alice.json pid:4821 --json", "is it still what it was made from")));

  static final Command WATCH = new Command(
      Subcommand.WATCH,
      "watch",
      List.of(),
      "each change of a token as it happens: what, from what to what, by whom",
      Topic.INSPECT,
      List.of(),
      List.of(),
      true,
      "TOKEN_QUERY",
      """
      Prints how the token is, and then every change until the process has ended (exit
      status 0) or Ctrl-C ends it (130). Of a process: adjustments, another primary token
      by install or run, elevation, an invalidated session, its end. Of a thread also what
      it impersonates. A pinned token or a handle is watched until its handle is closed.

      The authority tells; nothing is polled. Only what Linux changes, such as setuid, is
      seen when somebody asks for the process, which watch does every two seconds. If a
      reader is slow, at most 64 changes wait; how many were left out is said, and what they
      changed is in the next one. By whom is told as far as the audit trail would show it
      to you. A token that takes the place of the watched one is told only if you may look
      at it, too.

      With --json one document a line; docs/json.md.""",
      List.of(
          new Command.Example("token watch --pid 4821", "what happens to the token of process 4821"),
          new Command.Example("token watch --pid 4821 --tid 4830 --json", "whom a thread of a server acts as")));

  private CompareCommands() {}
}
