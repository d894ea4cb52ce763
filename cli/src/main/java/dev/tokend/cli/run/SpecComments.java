package dev.tokend.cli.run;

import dev.tokend.cli.view.SidNames;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.surface.spec.SidLabels;
import org.jspecify.annotations.Nullable;

/**
 * The names that stand in comments beside SIDs.
 *
 * @param names as the other subcommands print them
 */
record SpecComments(SidNames names) implements SidLabels {
  @Override
  public @Nullable String label(Sid sid) {
    return names.name(sid);
  }
}
