package dev.tokend.cli.derive;

import dev.tokend.cli.CommandException;
import dev.tokend.cli.ExitStatus;
import dev.tokend.cli.Output;
import dev.tokend.cli.run.Asking;
import dev.tokend.cli.run.Session;
import dev.tokend.cli.run.Targets;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.surface.client.RefusedException;
import dev.tokend.surface.client.TokenHandle;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;
import java.util.List;

/** {@code linked}: the elevation counterpart (tokens §15.2). */
public final class LinkedCommand {
  private LinkedCommand() {}

  /** The output. */
  public static Output run(Session session) throws CommandException, IOException {
    Target target = Targets.of(session.invocation());
    try (Asking asking = Asking.connect(session);
        TokenHandle half = asking.open(target, TokenRights.QUERY)) {
      TokenHandle.Linked linked = counterpart(asking, target, half);
      try (TokenHandle other = linked.handle()) {
        return new NewToken(asking, other).deliver(linked.real());
      }
    }
  }

  private static TokenHandle.Linked counterpart(Asking asking, Target target, TokenHandle half)
      throws CommandException, IOException {
    try {
      return asking.about(target, "cannot open the counterpart of " + Targets.described(target), half::linked);
    } catch (CommandException e) {
      if (e.getCause() instanceof RefusedException refused && refused.failure().errno() == Errno.ENOENT) {
        throw CommandException.of(
            ExitStatus.NOT_FOUND,
            Targets.described(target) + " has no counterpart",
            "it is not half of an elevation pair",
            List.of(
                "a child of a process that was given such a token has a copy, which is none;",
                "in a shell that was given it: token linked --pid $$"),
            refused);
      }
      throw e;
    }
  }
}
