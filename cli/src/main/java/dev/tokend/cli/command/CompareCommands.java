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

  private CompareCommands() {}
}
