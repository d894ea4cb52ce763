package dev.tokend.cli.become;

import dev.tokend.cli.CommandException;
import dev.tokend.cli.ExitStatus;
import dev.tokend.cli.command.Flags;
import dev.tokend.cli.derive.Restriction;
import dev.tokend.cli.projection.ProjectedIdentity;
import dev.tokend.cli.projection.ProjectionPlan;
import dev.tokend.cli.projection.UnprojectablePart;
import dev.tokend.cli.run.Asking;
import dev.tokend.cli.run.InspectCommand;
import dev.tokend.cli.run.Session;
import dev.tokend.kacs.MalformedException;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.credentials.LinuxCredentials;
import dev.tokend.surface.client.TokenHandle;
import dev.tokend.surface.protocol.Inspection;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the token of a command asks of Linux (design §5), planned before anything is changed. */
final class Projections {
  /** What to do where Linux is in the way. */
  static final String WITHOUT =
      "--no-projection runs it under the token alone, with the Linux ids and capabilities of now";

  private Projections() {}

  /**
   * The projection of the token that a command is to run under; null where there is no command, or none is wanted.
   *
   * @param token a handle with TOKEN_QUERY
   * @throws CommandException if Linux does not let this process become that
   */
  static ProjectionPlan.@Nullable Possible of(Asking asking, TokenHandle token) throws CommandException, IOException {
    Session session = asking.session();
    if (session.invocation().program().isEmpty() || session.invocation().has(Flags.NO_PROJECTION)) {
      return null;
    }
    return plan(session, identity(asking, token));
  }

  private static ProjectedIdentity identity(Asking asking, TokenHandle token) throws CommandException, IOException {
    Target target = new Target.Handle(token.number());
    try {
      return ProjectedIdentity.of(asking.read(target, ProjectedIdentity.CLASSES, true));
    } catch (MalformedException e) {
      throw InspectCommand.nonsense(e, target);
    }
  }

  private static ProjectionPlan.Possible plan(Session session, ProjectedIdentity identity) throws CommandException {
    String attempt = "cannot run " + session.invocation().program().getFirst();
    LinuxCredentials now;
    try {
      now = LinuxCredentials.ofCallingThread();
    } catch (ErrnoException e) {
      throw CommandException.of(
          ExitStatus.FAILED, attempt, "cannot tell this process's own credentials",
          List.of(String.valueOf(e.getMessage())), e);
    }
    return switch (ProjectionPlan.of(identity, now)) {
      case ProjectionPlan.Possible possible -> possible;
      case ProjectionPlan.Impossible(List<UnprojectablePart> parts) -> {
        List<String> facts = new ArrayList<>();
        for (UnprojectablePart part : parts) {
          facts.add(part.toString());
        }
        facts.add(WITHOUT);
        throw CommandException.of(
            ExitStatus.DENIED, attempt, "Linux does not let this process become what the token says", facts, null);
      }
    };
  }

  /**
   * As {@link #of}, of the copy of the own primary token that {@code run} will make. It is not made to be looked at:
   * who was lowered before cannot copy its token any more, and can still be lowered further.
   *
   * @param less what is taken from it
   * @param reduced whether anything is, be it integrity alone
   */
  static ProjectionPlan.@Nullable Possible ofLowered(Asking asking, Restriction less, boolean reduced)
      throws CommandException, IOException {
    if (asking.session().invocation().has(Flags.NO_PROJECTION)) {
      return null;
    }
    Target own = new Target.Real();
    Inspection now = asking.read(own, ProjectedIdentity.CLASSES, true);
    try {
      return plan(
          asking.session(),
          reduced ? ProjectedIdentity.reduced(now, less.privileges(), less.deny()) : ProjectedIdentity.of(now));
    } catch (MalformedException e) {
      throw InspectCommand.nonsense(e, own);
    }
  }
}
