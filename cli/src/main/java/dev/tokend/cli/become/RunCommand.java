package dev.tokend.cli.become;

import dev.tokend.cli.CommandException;
import dev.tokend.cli.Output;
import dev.tokend.cli.argument.Levels;
import dev.tokend.cli.command.Flag;
import dev.tokend.cli.command.Flags;
import dev.tokend.cli.command.Invocation;
import dev.tokend.cli.command.UsageException;
import dev.tokend.cli.derive.Restriction;
import dev.tokend.cli.derive.TokenRights;
import dev.tokend.cli.run.Asking;
import dev.tokend.cli.run.Session;
import dev.tokend.cli.run.Targets;
import dev.tokend.surface.client.TokenHandle;
import dev.tokend.surface.protocol.RestrictRequest;
import dev.tokend.surface.protocol.RunRequest;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;
import java.util.List;

/** {@code run}: a restricted copy of one's own primary token takes its place, then the command (command.md §7). */
public final class RunCommand {
  private static final Target OWN = new Target.Real();

  private static final List<Flag> TAKING = List.of(Flags.DROP_PRIVILEGES, Flags.DENY, Flags.RESTRICT, Flags.INTEGRITY);

  private RunCommand() {}

  /** Does not return an output: the process becomes the command. */
  public static Output run(Session session) throws CommandException, UsageException, IOException {
    String level = session.invocation().value(Flags.INTEGRITY);
    Integer integrity = level == null ? null : Levels.integrity(level, "run");
    try (Asking asking = Asking.connect(session);
        TokenHandle own = asking.open(OWN, TokenRights.QUERY | TokenRights.DUPLICATE)) {
      RestrictRequest less = Restriction.of(asking, own, Targets.described(OWN));
      boolean reduced = takesAnything(session.invocation());
      if (!reduced) {
        session.warn("nothing was taken away: the command has all that you have");
      }
      Program program = Program.of(session).projected(Projections.ofLowered(asking, own, less, reduced));
      asking.wish(
          OWN, "cannot lower " + Targets.described(OWN),
          () -> asking.client().runLowered(new RunRequest(integrity, less)));
      throw program.become(asking);
    }
  }

  private static boolean takesAnything(Invocation invocation) {
    boolean takes = false;
    for (Flag flag : TAKING) {
      takes |= invocation.has(flag);
    }
    return takes;
  }
}
