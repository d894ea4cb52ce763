package dev.tokend.cli.command;

import java.util.List;

/** The rows of the subcommands about the command itself. */
final class SelfCommands {
  static final Command COMPLETION = new Command(
      Subcommand.COMPLETION,
      "completion",
      List.of(),
      "the script that completes token in a shell",
      Topic.SELF,
      List.of(new Operand("SHELL", true, List.of("bash", "zsh", "fish"), "which shell")),
      List.of(),
      false,
      "",
      """
      Completes subcommands, flags and their values: names of privileges, classes and
      rights, files, and what is there at that moment: processes, pins, logon sessions.
      The script's first lines say where it goes. It asks an authority that runs, and
      starts none.""",
      List.of(
          new Command.Example("token completion bash", "to try it in this bash: eval \"$(token completion bash)\""),
          new Command.Example("token completion fish", "for good: > ~/.config/fish/completions/token.fish")));

  static final Command HELP = new Command(
      Subcommand.HELP,
      "help",
      List.of(),
      "this overview, or help about a subcommand",
      Topic.SELF,
      List.of(new Operand("SUBCOMMAND", false, List.of(), "the subcommand to explain")),
      List.of(Flags.MAN),
      false,
      "",
      """
      --man gives the page of the manual: token(1), token-SUBCOMMAND(1), or for tokend
      that of the authority, tokend(8). launch/man writes all of them to a folder.""",
      List.of(
          new Command.Example("token help privs", "same as token privs --help"),
          new Command.Example("token help --man", "the page token(1): | man -l -"),
          new Command.Example("token help --man tokend", "the page of the authority")));

  private SelfCommands() {}
}
