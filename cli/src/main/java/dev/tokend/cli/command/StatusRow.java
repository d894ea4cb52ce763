package dev.tokend.cli.command;

import java.util.List;

/**
 * An exit status and what it means (command.md §9).
 *
 * @param code the number, or several
 * @param meaning without a full stop
 */
public record StatusRow(String code, String meaning) {
  /** All of them. */
  public static final List<StatusRow> ALL = List.of(
      new StatusRow("0", "success"),
      new StatusRow("1", "usage error"),
      new StatusRow("2", "no such target, query class or name"),
      new StatusRow("3", "access denied; for check: the checked access is denied"),
      new StatusRow("4", "malformed spec, SDDL, SID, descriptor or line of a batch"),
      new StatusRow("5", "anything else: authority unreachable, a limit reached, I/O"),
      new StatusRow("6", "diff: the tokens differ"),
      new StatusRow("126", "the command behind -- cannot be executed"),
      new StatusRow("127", "the command behind -- is not there"));
}
