package dev.tokend.cli.adjust;

import dev.tokend.cli.CommandException;
import dev.tokend.cli.ExitStatus;
import dev.tokend.cli.run.Asking;
import java.util.List;

/** What cannot be adjusted as asked, told apart from the authority's one error number for all of it. */
final class Absent {
  private Absent() {}

  static CommandException privilege(Asking asking, String name) {
    return CommandException.of(
        ExitStatus.DENIED, Adjustment.attempt("the privileges", asking), name + " is not present",
        List.of("only a privilege that the token has can be enabled; nothing was changed"), null);
  }

  static CommandException fixedGroup(Asking asking, String group, String why) {
    return CommandException.of(
        ExitStatus.DENIED, Adjustment.attempt("the groups", asking), group + " can be neither enabled nor disabled",
        List.of("it is " + why + "; nothing was changed"), null);
  }

  static CommandException owner(Asking asking, String sid) {
    return CommandException.of(
        ExitStatus.DENIED, Adjustment.attempt("the defaults", asking), sid + " cannot own new objects",
        List.of("an owner is the user, or a group with the attribute owner; nothing was changed"), null);
  }
}
