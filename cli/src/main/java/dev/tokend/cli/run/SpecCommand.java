package dev.tokend.cli.run;

import dev.tokend.cli.Authority;
import dev.tokend.cli.ClientFactory;
import dev.tokend.cli.CommandException;
import dev.tokend.cli.ExitStatus;
import dev.tokend.cli.Surroundings;
import dev.tokend.cli.command.Flag;
import dev.tokend.cli.command.Flags;
import dev.tokend.cli.command.Invocation;
import dev.tokend.cli.command.UsageException;
import dev.tokend.cli.json.JsonDocument;
import dev.tokend.cli.view.FieldSids;
import dev.tokend.cli.view.Fields;
import dev.tokend.cli.view.SidForm;
import dev.tokend.cli.view.SidNames;
import dev.tokend.cli.view.TokenView;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.token.LogonSessionSpec;
import dev.tokend.kacs.token.TokenSpec;
import dev.tokend.surface.protocol.InspectRequest;
import dev.tokend.surface.protocol.Inspection;
import dev.tokend.surface.protocol.Target;
import dev.tokend.surface.protocol.TokenFacts;
import dev.tokend.surface.spec.LogonSessionSpecText;
import dev.tokend.surface.spec.SpecStyle;
import dev.tokend.surface.spec.SpecTextException;
import dev.tokend.surface.spec.StartingPoint;
import dev.tokend.surface.spec.TokenSpecText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** {@code spec encode}, {@code decode} and {@code new}. */
public final class SpecCommand {
  private final Session session;
  private final Surroundings surroundings;
  private final Invocation invocation;
  private final boolean ofSession;

  private SpecCommand(Session session, Surroundings surroundings) {
    this.session = session;
    this.surroundings = surroundings;
    this.invocation = session.invocation();
    this.ofSession = invocation.has(Flags.LOGON_SESSION);
  }

  /** The output: text, or of {@code encode} the bytes of a spec. */
  public static byte[] run(Session session, Surroundings surroundings)
      throws CommandException, UsageException, IOException {
    return new SpecCommand(session, surroundings).run();
  }

  private byte[] run() throws CommandException, UsageException, IOException {
    return switch (invocation.operands().get(0)) {
      case "encode" -> encode();
      case "decode" -> decode().getBytes(StandardCharsets.UTF_8);
      default -> create().getBytes(StandardCharsets.UTF_8);
    };
  }

  private byte[] encode() throws CommandException, UsageException, IOException {
    SpecFile file = file("encode");
    if (surroundings.terminal() && !session.json()) {
      throw usage("bytes on a terminal", "redirect the output to a file, or use --json for hex");
    }
    byte[] text = file.read(0, TokenSpecText.MAX_SIZE);
    byte[] spec;
    try {
      spec = ofSession ? LogonSessionSpecText.parse(text).toByteArray() : TokenSpecText.parse(text).toByteArray();
    } catch (SpecTextException e) {
      throw file.malformed(subject(), text, e);
    } catch (MalformedException e) {
      throw file.malformed(subject(), text, e);
    }
    if (!session.json()) {
      return spec;
    }
    JsonDocument document = new JsonDocument(SidNames.local(SidForm.RAW));
    document.out().name("spec").value(ofSession ? "logon-session" : "token");
    document.out().name("length").value(spec.length);
    document.out().name("binary").value(JsonDocument.hex(spec));
    return document.end().getBytes(StandardCharsets.UTF_8);
  }

  private String decode() throws CommandException, UsageException, IOException {
    SpecFile file = file("decode");
    SpecStyle style = style(SidNames.local(session.form()));
    byte[] spec = ofSession
        ? file.read(LogonSessionSpec.MIN_SIZE, LogonSessionSpec.MAX_SIZE)
        : file.read(TokenSpec.MIN_SIZE, TokenSpec.MAX_SIZE);
    try {
      return ofSession
          ? LogonSessionSpecText.print(LogonSessionSpec.parse(spec), style)
          : TokenSpecText.print(TokenSpec.parse(spec), style);
    } catch (MalformedException e) {
      throw file.malformed(subject(), spec, e);
    }
  }

  private String create() throws CommandException, UsageException, IOException {
    if (invocation.operands().size() > 1) {
      throw usage("one argument too many", "token spec new takes no file, found " + invocation.operands().get(1));
    }
    Target target = Targets.of(invocation);
    try (Authority authority = session.connect(ClientFactory.Starting.ON_DEMAND)) {
      Inspection token = InspectCommand.read(session, authority, target, InspectRequest.ALL_CLASSES, true);
      TokenView view = InspectCommand.decode(token, target);
      SpecStyle style = style(session.names(authority, FieldSids.of(Fields.all(), view)));
      List<String> remarks = new ArrayList<>();
      remarks.add("From " + Targets.described(target) + ".");
      if (ofSession) {
        return LogonSessionSpecText.print(sessionSpec(view.facts().session(), target), style, remarks);
      }
      StartingPoint start = StartingPoint.of(token);
      // A process may be in more groups than a spec has room for.
      start.spec().toByteArray();
      remarks.addAll(start.remarks());
      return TokenSpecText.print(start.spec(), style, remarks);
    } catch (MalformedException e) {
      throw CommandException.of(
          ExitStatus.FAILED, "cannot make a spec of " + Targets.described(target), e.reason(), List.of(), e);
    }
  }

  private static LogonSessionSpec sessionSpec(TokenFacts.SessionFacts facts, Target target) throws CommandException {
    try {
      return new LogonSessionSpec(facts.logonType(), facts.authPackage(), facts.user());
    } catch (IllegalArgumentException e) {
      throw CommandException.of(
          ExitStatus.FAILED, "cannot make a spec of the session of " + Targets.described(target),
          String.valueOf(e.getMessage()), List.of(), e);
    }
  }

  private SpecStyle style(SidNames names) {
    return new SpecStyle(
        session.form() == SidForm.LABEL, session.json() ? null : new SpecComments(names), session.json());
  }

  private SpecFile file(String action) throws UsageException {
    if (invocation.operands().size() < 2) {
      throw usage("missing argument", "token spec " + action + " needs a FILE, or - for standard input");
    }
    for (Flag flag : Flags.TARGET) {
      if (invocation.has(flag)) {
        throw usage(
            "flag of another action", "token spec " + action + " reads a file and does not take " + flag.name());
      }
    }
    return new SpecFile(invocation.operands().get(1), surroundings.in());
  }

  private String subject() {
    return ofSession ? "logon session spec" : "token spec";
  }

  private static UsageException usage(String what, String why) {
    return new UsageException(what, why, List.of(), "token help spec");
  }
}
