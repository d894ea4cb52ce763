package dev.tokend.cli.become;

import dev.tokend.cli.CommandException;
import dev.tokend.cli.Output;
import dev.tokend.cli.json.JsonDocument;
import dev.tokend.cli.run.Asking;
import dev.tokend.cli.run.Session;
import dev.tokend.cli.view.SidNames;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;

/** {@code revert}: ends the impersonation of this process (tokens §17.4). */
public final class RevertCommand {
  private RevertCommand() {}

  /** The output. */
  public static Output run(Session session) throws CommandException, IOException {
    try (Asking asking = Asking.connect(session)) {
      asking.wish(new Target.Real(), "cannot stop impersonating", () -> asking.client().revert());
      if (!session.invocation().program().isEmpty()) {
        throw Program.of(session).become(asking);
      }
    }
    if (!session.json()) {
      return Output.of("acts as its primary token\n");
    }
    JsonDocument document = new JsonDocument(SidNames.local(session.form()));
    document.out().name("impersonating").value(false);
    return Output.of(document.end());
  }
}
