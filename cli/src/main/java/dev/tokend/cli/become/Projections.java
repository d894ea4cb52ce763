package dev.tokend.cli.become;

import dev.tokend.cli.CommandException;
import dev.tokend.cli.ExitStatus;
import dev.tokend.cli.command.Flags;
import dev.tokend.cli.projection.Projection;
import dev.tokend.cli.run.Asking;
import dev.tokend.cli.run.Session;
import dev.tokend.surface.client.TokenHandle;
import dev.tokend.surface.protocol.Inspection;
import dev.tokend.surface.protocol.RestrictRequest;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the token of a command asks of Linux (design §5), planned before anything is changed. */
final class Projections {
  private Projections() {}

  /**
   * The projection of the token that a command is to run under; null where there is no command, or none is wanted.
   *
   * @param token a handle with TOKEN_QUERY
   * @throws CommandException if Linux does not let this process become that
   */
  static @Nullable Projection of(Asking asking, TokenHandle token) throws CommandException, IOException {
    Session session = asking.session();
    if (session.invocation().program().isEmpty() || session.invocation().has(Flags.NO_PROJECTION)) {
      return null;
    }
    Inspection read = asking.read(new Target.Handle(token.number()), Projection.CLASSES, true);
    Projection projection = Projection.of(read);
    if (!projection.obstacles().isEmpty()) {
      List<String> facts = new ArrayList<>(projection.obstacles());
      facts.add("--no-projection runs it under the token alone, with the Linux ids and capabilities of now");
      throw CommandException.of(
          ExitStatus.DENIED, "cannot run " + session.invocation().program().getFirst(),
          "Linux does not let this process become what the token says", facts, null);
    }
    return projection;
  }

  /** As {@link #of}, of the copy that {@code run} will make: the same copy is made to be looked at. */
  static @Nullable Projection ofLowered(Asking asking, TokenHandle own, RestrictRequest less)
      throws CommandException, IOException {
    if (asking.session().invocation().has(Flags.NO_PROJECTION)) {
      return null;
    }
    try (TokenHandle copy =
        asking.about(new Target.Real(), "cannot restrict your own primary token", () -> own.restrict(less))) {
      return of(asking, copy);
    }
  }
}
