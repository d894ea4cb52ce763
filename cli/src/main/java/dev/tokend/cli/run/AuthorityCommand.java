package dev.tokend.cli.run;

import dev.tokend.cli.Authority;
import dev.tokend.cli.ClientFactory.Starting;
import dev.tokend.cli.CommandException;
import dev.tokend.cli.command.Flags;
import dev.tokend.cli.command.UsageException;
import dev.tokend.cli.install.ServiceCommand;
import dev.tokend.cli.json.AuthorityJson;
import dev.tokend.cli.text.AuthorityText;
import dev.tokend.cli.view.SidNames;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.surface.client.AuthorityUnreachableException;
import dev.tokend.surface.client.RefusedException;
import dev.tokend.surface.protocol.AuthorityStatus;
import java.io.IOException;
import java.util.List;

/** {@code authority} with each of its actions. */
public final class AuthorityCommand {
  private AuthorityCommand() {}

  /** The output; of events, which are written as they come, nothing more. */
  public static String run(Session session) throws CommandException, UsageException, IOException {
    String action = session.invocation().operands().get(0);
    if (session.invocation().has(Flags.FOLLOW) && !action.equals("events")) {
      throw new UsageException(
          "--follow does not go with " + action, "only events can be followed", List.of(), "token authority --help");
    }
    if (session.invocation().has(Flags.ROOT) && !action.endsWith("install")) {
      throw new UsageException(
          "--root does not go with " + action,
          "only install and uninstall work on a tree",
          List.of(),
          "token authority --help");
    }
    return switch (action) {
      case "events" -> {
        EventsCommand.run(session);
        yield "";
      }
      case "install" -> ServiceCommand.install(session);
      case "uninstall" -> ServiceCommand.uninstall(session);
      case "start" -> start(session);
      case "stop" -> stop(session);
      default -> status(session);
    };
  }

  private static String status(Session session) throws CommandException, IOException {
    try (Authority authority = session.connect(Starting.NEVER)) {
      return describe(session, authority, "running");
    }
  }

  private static String start(Session session) throws CommandException, IOException {
    try (Authority running = session.connect(Starting.NEVER)) {
      return describe(session, running, "running already");
    } catch (AuthorityUnreachableException none) {
      try (Authority started = session.connect(Starting.ASKED_FOR)) {
        return describe(session, started, "started");
      }
    }
  }

  private static String stop(Session session) throws CommandException, IOException {
    try (Authority authority = session.connect(Starting.NEVER)) {
      authority.stop();
      return session.json() ? AuthorityJson.stopped(authority.place()) : AuthorityText.stopped(authority.place());
    } catch (RefusedException e) {
      throw Refusals.of(e, "cannot stop the authority", session);
    }
  }

  private static String describe(Session session, Authority authority, String state)
      throws CommandException, IOException {
    try {
      AuthorityStatus status = authority.status();
      Sid user = Sid.unixUser(status.uid());
      SidNames names = session.names(authority, List.of(user));
      return session.json()
          ? AuthorityJson.status(authority.place(), status, names)
          : AuthorityText.status(state, authority.place(), status, names, session.style());
    } catch (RefusedException e) {
      throw Refusals.of(e, "cannot ask the authority how it is", session);
    }
  }
}
