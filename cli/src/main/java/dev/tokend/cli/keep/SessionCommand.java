package dev.tokend.cli.keep;

import dev.tokend.cli.CommandException;
import dev.tokend.cli.Output;
import dev.tokend.cli.command.Flag;
import dev.tokend.cli.command.Flags;
import dev.tokend.cli.command.Invocation;
import dev.tokend.cli.command.UsageException;
import dev.tokend.cli.command.ValueKind;
import dev.tokend.cli.json.LogonSessionJson;
import dev.tokend.cli.run.Asking;
import dev.tokend.cli.run.Session;
import dev.tokend.cli.text.SessionText;
import dev.tokend.cli.view.SidNames;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.token.LogonSessionSpec;
import dev.tokend.surface.client.SessionClient;
import dev.tokend.surface.protocol.SessionReply;
import dev.tokend.surface.protocol.SessionSummary;
import dev.tokend.surface.protocol.SessionToken;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code session list}, {@code show}, {@code create}, {@code invalidate} and {@code destroy}. */
public final class SessionCommand {
  private static final String CREATE = "create";
  private static final List<Flag> OF_CREATE = List.of(Flags.USER, Flags.LOGON_TYPE, Flags.PACKAGE);

  private SessionCommand() {}

  /** The output. */
  public static Output run(Session session) throws CommandException, UsageException, IOException {
    Invocation invocation = session.invocation();
    String action = invocation.operands().getFirst();
    for (Flag flag : OF_CREATE) {
      if (!action.equals(CREATE) && invocation.has(flag)) {
        throw usage("flag of another action", "token session " + action + " does not take " + flag.name());
      }
    }
    return switch (action) {
      case "list" -> list(session);
      case CREATE -> create(session);
      case "invalidate" -> SessionEnd.INVALIDATE.run(session, id(invocation, action));
      case "destroy" -> SessionEnd.DESTROY.run(session, id(invocation, action));
      default -> show(session);
    };
  }

  private static Output list(Session session) throws CommandException, UsageException, IOException {
    if (session.invocation().operands().size() > 1) {
      throw usage(
          "one argument too many",
          "token session list takes none, found " + session.invocation().operands().get(1));
    }
    try (Asking asking = Asking.connect(session)) {
      List<SessionSummary> sessions =
          asking.about(new Target.Self(), "cannot list the logon sessions", () -> asking.client().sessions().table());
      List<Sid> users = new ArrayList<>();
      for (SessionSummary one : sessions) {
        users.add(one.user());
      }
      SidNames names = session.names(asking.authority(), users);
      return Output.of(
          session.json()
              ? LogonSessionJson.table(sessions, names)
              : SessionText.table(sessions, names, session.style()));
    }
  }

  private static Output show(Session session) throws CommandException, UsageException, IOException {
    Invocation invocation = session.invocation();
    boolean own = invocation.operands().size() == 1;
    long id = own ? SessionClient.OWN : id(invocation, "show");
    String subject = own ? "your own logon session" : "logon session " + Long.toUnsignedString(id);
    try (Asking asking = Asking.connect(session)) {
      SessionReply reply =
          asking.about(new Target.Self(), "cannot show " + subject, () -> asking.client().sessions().show(id));
      List<Sid> users = new ArrayList<>(PinsCommand.owners(reply.pins()));
      users.add(reply.session().user());
      for (SessionToken token : reply.tokens()) {
        users.add(token.user());
      }
      SidNames names = session.names(asking.authority(), users);
      return Output.of(
          session.json() ? LogonSessionJson.session(reply, names) : SessionText.session(reply, names, session.style()));
    }
  }

  private static Output create(Session session) throws CommandException, UsageException, IOException {
    SessionSpec described = SessionSpec.of(session);
    LogonSessionSpec spec = described.spec();
    try (Asking asking = Asking.connect(session)) {
      long id =
          asking.about(
              new Target.Self(),
              "cannot create the logon session of " + described.from(),
              () -> asking.client().sessions().create(spec.toByteArray()));
      // A script takes the text as it is: the number alone.
      return Output.of(
          session.json()
              ? LogonSessionJson.made(id, spec, session.names(asking.authority(), List.of(spec.userSid())))
              : Long.toUnsignedString(id) + "\n");
    }
  }

  private static long id(Invocation invocation, String action) throws UsageException {
    if (invocation.operands().size() < 2) {
      throw usage("missing argument", "token session " + action + " needs the ID of a session");
    }
    String word = invocation.operands().get(1);
    if (!ValueKind.SESSION.accepts(word)) {
      throw usage("no session", "\"" + word + "\", expected " + ValueKind.SESSION.expected());
    }
    long id = Long.parseUnsignedLong(word);
    if (id == SessionClient.OWN) {
      throw usage("no session", "no session has the number " + word);
    }
    return id;
  }

  static UsageException usage(String what, String why) {
    return new UsageException(what, why, List.of(), "token help session");
  }
}
