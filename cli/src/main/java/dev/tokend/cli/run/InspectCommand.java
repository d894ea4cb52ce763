package dev.tokend.cli.run;

import dev.tokend.cli.Authority;
import dev.tokend.cli.ClientFactory;
import dev.tokend.cli.CommandException;
import dev.tokend.cli.ExitStatus;
import dev.tokend.cli.command.Flags;
import dev.tokend.cli.command.Subcommand;
import dev.tokend.cli.command.UsageException;
import dev.tokend.cli.json.JsonDocument;
import dev.tokend.cli.json.TargetJson;
import dev.tokend.cli.json.TokenJson;
import dev.tokend.cli.text.TokenText;
import dev.tokend.cli.view.FieldSids;
import dev.tokend.cli.view.Fields;
import dev.tokend.cli.view.SidNames;
import dev.tokend.cli.view.TokenView;
import dev.tokend.kacs.MalformedException;
import dev.tokend.surface.client.AuthorityUnreachableException;
import dev.tokend.surface.client.BadDescriptorException;
import dev.tokend.surface.client.RefusedException;
import dev.tokend.surface.protocol.Inspection;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;
import java.util.List;

/** {@code show} and the accessors: one request for the fields they print, one more for names. */
public final class InspectCommand {
  /** TOKEN_QUERY (formats §4.2). */
  public static final int TOKEN_QUERY = 0x0008;

  private InspectCommand() {}

  /** The output. */
  public static String run(Session session) throws CommandException, UsageException, IOException {
    boolean html = session.invocation().has(Flags.HTML);
    if (html && session.invocation().has(Flags.SHORT)) {
      throw new UsageException(
          "a page has every field", "--html and --short cannot both be had", List.of(), "token help show");
    }
    Fields fields = fields(session);
    Target target = Targets.of(session.invocation());
    try (Authority authority = session.connect(ClientFactory.Starting.ON_DEMAND)) {
      TokenView token =
          decode(read(session, authority, target, fields.classes(), fields.needsFacts()), target);
      SidNames names = session.names(authority, FieldSids.of(fields, token));
      if (session.json()) {
        JsonDocument document = new JsonDocument(names);
        TargetJson.write(document, target);
        new TokenJson(document, token).write(fields);
        return document.end();
      }
      TokenText text = new TokenText(token, names, session.style());
      if (html) {
        return Browser.page(session, "Token of " + names.text(token.user()), about(target), text.html(), false);
      }
      Subcommand id = session.invocation().command().id();
      if (id != Subcommand.SHOW) {
        return text.accessor(id);
      }
      if (session.invocation().has(Flags.SHORT)) {
        return text.shortLine();
      }
      return session.invocation().has(Flags.ALL) ? text.all() : text.principal();
    }
  }

  /** Whose token it is, for somebody who did not ask. */
  private static String about(Target target) {
    return target instanceof Target.Self || target instanceof Target.Real
        ? "The token of the command that made this page."
        : "This is " + Targets.described(target) + ".";
  }

  private static Fields fields(Session session) {
    Subcommand id = session.invocation().command().id();
    if (id != Subcommand.SHOW) {
      return Fields.of(id);
    }
    if (session.invocation().has(Flags.SHORT)) {
      return Fields.SHORT;
    }
    boolean all = session.invocation().has(Flags.ALL) || session.invocation().has(Flags.HTML);
    return all ? Fields.all() : Fields.PRINCIPAL;
  }

  /** Opens, reads and lets go; every way in which that fails becomes an error of the command. */
  static Inspection read(Session session, Authority authority, Target target, int classes, boolean withFacts)
      throws CommandException, IOException {
    try {
      return authority.inspect(target, TOKEN_QUERY, classes, withFacts);
    } catch (RefusedException e) {
      throw Refusals.ofInspection(e, target, session, authority);
    } catch (BadDescriptorException e) {
      throw CommandException.of(
          ExitStatus.NOT_FOUND, Targets.attempt(target), "no such descriptor was inherited", List.of(), e);
    } catch (AuthorityUnreachableException e) {
      throw e;
    } catch (IOException e) {
      throw CommandException.of(
          ExitStatus.FAILED, Targets.attempt(target), String.valueOf(e.getMessage()), List.of(), e);
    }
  }

  /** Decodes what was read. */
  public static TokenView decode(Inspection inspection, Target target) throws CommandException {
    try {
      return TokenView.of(inspection);
    } catch (MalformedException e) {
      throw nonsense(e, target);
    }
  }

  /** The error for an answer of the authority that is of no format. */
  public static CommandException nonsense(MalformedException e, Target target) {
    String said = e.structure() + ": " + e.reason() + " at offset " + e.offset();
    return CommandException.of(
        ExitStatus.FAILED, Targets.attempt(target), "the authority's answer makes no sense", List.of(said), e);
  }
}
