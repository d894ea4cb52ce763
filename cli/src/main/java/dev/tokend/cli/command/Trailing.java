package dev.tokend.cli.command;

/** Whether a subcommand takes a program to run, behind {@code --}. */
public enum Trailing {
  /** What stands behind {@code --} are arguments of the subcommand. */
  NONE,
  /** It does its work without a program too. */
  OPTIONAL,
  /** It makes no sense without a program. */
  REQUIRED
}
