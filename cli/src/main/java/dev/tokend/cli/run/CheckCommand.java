package dev.tokend.cli.run;

import dev.tokend.cli.Authority;
import dev.tokend.cli.ClientFactory;
import dev.tokend.cli.CommandException;
import dev.tokend.cli.ExitStatus;
import dev.tokend.cli.Output;
import dev.tokend.cli.batch.CheckLines;
import dev.tokend.cli.command.Flags;
import dev.tokend.cli.command.Invocation;
import dev.tokend.cli.command.UsageException;
import dev.tokend.cli.explain.CheckReport;
import dev.tokend.cli.explain.Sentences;
import dev.tokend.cli.json.CheckJson;
import dev.tokend.cli.text.CheckText;
import dev.tokend.cli.view.SidNames;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.access.AccessDecision;
import dev.tokend.kacs.access.Subject;
import dev.tokend.kacs.token.Privileges;
import dev.tokend.surface.client.TokenSubject;
import dev.tokend.surface.protocol.Inspection;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * {@code check}: one request for the token, one for names; the check itself is made here. A token from a file needs no
 * authority but for names, and does without them where none runs.
 */
public final class CheckCommand {
  private CheckCommand() {}

  /** The output; its status is that of the verdict. */
  public static Output run(Session session) throws CommandException, UsageException, IOException {
    Invocation invocation = session.invocation();
    Subject written = TokenFile.read(invocation.value(Flags.TOKEN));
    if (invocation.has(Flags.BATCH)) {
      CheckArguments.refuseForBatch(invocation);
      return BatchCommand.run(session, new CheckLines(written));
    }
    CheckArguments arguments = CheckArguments.of(invocation);
    if (written != null) {
      CheckReport report = report(arguments, written, null);
      return output(session, report, null, DescriptorCommand.names(session, Sentences.sids(report)));
    }
    Target target = Targets.of(invocation);
    try (Authority authority = session.connect(ClientFactory.Starting.ON_DEMAND)) {
      Inspection token = InspectCommand.read(session, authority, target, TokenSubject.CLASSES, true);
      CheckReport report = report(arguments, subject(token, target), privileges(token, target));
      return output(session, report, target, session.names(authority, Sentences.sids(report)));
    }
  }

  private static CheckReport report(CheckArguments arguments, Subject subject, @Nullable Privileges privileges) {
    return CheckReport.of(arguments.request(subject), arguments.object(), arguments.type(), privileges);
  }

  private static Privileges privileges(Inspection token, Target target) throws CommandException {
    try {
      return TokenSubject.privileges(token);
    } catch (MalformedException e) {
      throw InspectCommand.nonsense(e, target);
    }
  }

  private static Subject subject(Inspection token, Target target) throws CommandException {
    try {
      return TokenSubject.of(token);
    } catch (MalformedException e) {
      throw InspectCommand.nonsense(e, target);
    }
  }

  private static Output output(Session session, CheckReport report, @Nullable Target target, SidNames names)
      throws IOException {
    boolean explained = session.invocation().has(Flags.EXPLAIN);
    ExitStatus status = status(report.decision());
    if (session.json()) {
      return new Output(status, CheckJson.of(report, target, names, explained));
    }
    CheckText text = new CheckText(report, names, session.style());
    if (session.invocation().has(Flags.HTML)) {
      String verdict = status == ExitStatus.SUCCESS ? "allowed" : status == ExitStatus.DENIED ? "denied" : "none";
      String about = "Whether a token may do something to an object, and why.";
      return new Output(status, Browser.page(session, "Access check: " + verdict, about, text.html(), false));
    }
    return new Output(status, explained ? text.explanation() : text.verdict());
  }

  private static ExitStatus status(AccessDecision decision) {
    return switch (decision.error()) {
      case null -> decision.allowed() ? ExitStatus.SUCCESS : ExitStatus.DENIED;
      case ACCESS_DENIED -> ExitStatus.DENIED;
      case INVALID_PARAMETER, INVALID_SD, MALFORMED_SD -> ExitStatus.MALFORMED;
    };
  }
}
