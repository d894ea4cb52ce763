package dev.tokend.cli.become;

import dev.tokend.cli.CommandException;
import dev.tokend.cli.Output;
import dev.tokend.cli.argument.Levels;
import dev.tokend.cli.command.Flags;
import dev.tokend.cli.command.UsageException;
import dev.tokend.cli.derive.Restriction;
import dev.tokend.cli.run.Asking;
import dev.tokend.cli.run.Session;
import dev.tokend.cli.run.Targets;
import dev.tokend.surface.protocol.RunRequest;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;

/** {@code run}: a restricted copy of one's own primary token takes its place, then the command (command.md §7). */
public final class RunCommand {
  private static final Target OWN = new Target.Real();

  private RunCommand() {}

  /** Does not return an output: the process becomes the command. */
  public static Output run(Session session) throws CommandException, UsageException, IOException {
    String level = session.invocation().value(Flags.INTEGRITY);
    Integer integrity = level == null ? null : Levels.integrity(level, "run");
    try (Asking asking = Asking.connect(session)) {
      Restriction less = Restriction.of(asking, OWN);
      boolean reduced = integrity != null || less.request().takesAnything();
      Program program = Program.of(session).projected(Projections.ofLowered(asking, less, reduced));
      asking.wish(
          OWN, "cannot lower " + Targets.described(OWN),
          () -> asking.client().runLowered(new RunRequest(integrity, less.request())));
      if (!reduced) {
        session.warn("nothing is taken away without --drop-privs, --deny, --restrict or --integrity");
      }
      throw program.become(asking);
    }
  }
}
