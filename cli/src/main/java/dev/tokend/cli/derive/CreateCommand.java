package dev.tokend.cli.derive;

import dev.tokend.cli.CommandException;
import dev.tokend.cli.Output;
import dev.tokend.cli.run.Asking;
import dev.tokend.cli.run.Session;
import dev.tokend.surface.client.TokenHandle;
import java.io.IOException;

/** {@code create}: a token from a spec. */
public final class CreateCommand {
  private CreateCommand() {}

  /** The output. */
  public static Output run(Session session) throws CommandException, IOException {
    try (Asking asking = Asking.connect(session);
        TokenHandle token = Minting.of(asking, session.invocation().operands().getFirst())) {
      return new NewToken(asking, token).deliver();
    }
  }
}
