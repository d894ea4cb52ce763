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

  private SelfCommands() {}
}
