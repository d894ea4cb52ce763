package dev.tokend.cli.derive;

import dev.tokend.cli.CommandException;
import dev.tokend.cli.Output;
import dev.tokend.cli.command.UsageException;
import dev.tokend.cli.run.Asking;
import dev.tokend.cli.run.Session;
import dev.tokend.cli.run.Targets;
import dev.tokend.surface.client.TokenHandle;
import dev.tokend.surface.protocol.RestrictRequest;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;

/** {@code restrict}: a copy with less in it (tokens §13). */
public final class RestrictCommand {
  private RestrictCommand() {}

  /** The output. */
  public static Output run(Session session) throws CommandException, UsageException, IOException {
    Target target = Targets.of(session.invocation());
    try (Asking asking = Asking.connect(session);
        TokenHandle source = asking.open(target, TokenRights.QUERY | TokenRights.DUPLICATE)) {
      RestrictRequest request =
          Restriction.of(asking, new Target.Handle(source.number()), Targets.described(target)).request();
      String attempt = "cannot restrict " + Targets.described(target);
      try (TokenHandle copy = asking.about(target, attempt, () -> source.restrict(request))) {
        return new NewToken(asking, copy).deliver();
      }
    }
  }
}
