package dev.tokend.cli.adjust;

import dev.tokend.cli.CommandException;
import dev.tokend.cli.command.UsageException;
import dev.tokend.cli.run.Asking;
import dev.tokend.cli.run.Targets;
import dev.tokend.cli.text.Style;
import dev.tokend.cli.view.Fields;
import dev.tokend.cli.view.SidNames;
import dev.tokend.cli.view.TokenView;
import dev.tokend.surface.client.TokenHandle;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;

/** One kind of change, with what it prints of the token before and after. */
sealed interface Adjustment permits PrivilegeAdjustment, GroupAdjustment, DefaultAdjustment, ScopeAdjustment {

  /** The right that it needs beside TOKEN_QUERY. */
  int right();

  /** What is read before and after it. */
  Fields fields();

  /**
   * Applies it.
   *
   * @param before the token as it is
   * @param names the names of its SIDs
   */
  void apply(Asking asking, TokenHandle handle, TokenView before, SidNames names)
      throws CommandException, UsageException, IOException;

  /** What was changed, as text. */
  String text(TokenView before, TokenView after, SidNames names, Style style);

  /** What was changed, as JSON. */
  String json(Target target, TokenView before, TokenView after, SidNames names) throws IOException;

  /** What was tried, for an error. */
  static String attempt(String what, Asking asking) {
    return "cannot adjust " + what + " of " + Targets.described(Targets.of(asking.session().invocation()));
  }
}
