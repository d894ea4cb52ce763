package dev.tokend.cli.become;

import dev.tokend.cli.CommandException;
import dev.tokend.cli.Output;
import dev.tokend.cli.json.JsonDocument;
import dev.tokend.cli.json.TokenJson;
import dev.tokend.cli.run.Asking;
import dev.tokend.cli.run.InspectCommand;
import dev.tokend.cli.text.MadeText;
import dev.tokend.cli.view.FieldSids;
import dev.tokend.cli.view.Fields;
import dev.tokend.cli.view.FlagNames;
import dev.tokend.cli.view.SidNames;
import dev.tokend.cli.view.TokenView;
import dev.tokend.surface.client.TokenHandle;
import dev.tokend.surface.protocol.ImpersonationReply;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What is said where no command follows, so that what was taken on ends with this process. */
final class BecomeText {
  private BecomeText() {}

  /** Of a token that is this process's own now. */
  static Output installed(Asking asking, TokenHandle handle) throws CommandException, IOException {
    Target target = new Target.Handle(handle.number());
    TokenView token = InspectCommand.decode(
        asking.read(target, Fields.MADE.classes(), Fields.MADE.needsFacts()), target);
    SidNames names = asking.session().names(asking.authority(), FieldSids.of(Fields.MADE, token));
    if (!asking.session().json()) {
      List<String> remarks =
          List.of("It was installed, and ends with this process. To run a command as it: -- COMMAND.");
      return Output.of(MadeText.of(token, names, asking.session().style(), List.of(), remarks));
    }
    JsonDocument document = new JsonDocument(names);
    new TokenJson(document, token).write(Fields.MADE);
    document.out().name("ends_with_this_process").value(true);
    return Output.of(document.end());
  }

  /** Of an impersonation. */
  static Output impersonating(Asking asking, ImpersonationReply reply) throws IOException {
    if (asking.session().json()) {
      return Output.of(json(asking, reply));
    }
    StringBuilder text = new StringBuilder();
    text.append("impersonates at level ").append(FlagNames.word(reply.level())).append('\n');
    for (String why : caps(reply)) {
      text.append("  ").append(why).append('\n');
    }
    text.append("It ends with this process. To run a command under it: -- COMMAND.\n");
    return Output.of(text.toString());
  }

  /** Why the level is lower than the client allows, a line for each gate (tokens §17.1); empty where it is not. */
  static List<String> caps(ImpersonationReply reply) {
    List<String> caps = new ArrayList<>();
    if (!reply.isCapped()) {
      return caps;
    }
    String from = "capped from " + FlagNames.word(reply.requested()) + ": ";
    if (reply.identityCap()) {
      caps.add(from + "another user, or one more restricted than you (the identity gate);"
          + " SeImpersonatePrivilege, enabled, lifts that");
    }
    if (reply.integrityCap()) {
      caps.add(from + "its integrity is above yours (the integrity ceiling); nothing lifts that");
    }
    return caps;
  }

  private static String json(Asking asking, ImpersonationReply reply) throws IOException {
    JsonDocument document = new JsonDocument(SidNames.local(asking.session().form()));
    document.out().name("level").value(FlagNames.word(reply.level()));
    document.out().name("requested_level").value(FlagNames.word(reply.requested()));
    document.out().name("capped").value(reply.isCapped());
    document.out().name("capped_by").beginArray();
    if (reply.isCapped() && reply.identityCap()) {
      document.out().value("identity-gate");
    }
    if (reply.isCapped() && reply.integrityCap()) {
      document.out().value("integrity-ceiling");
    }
    document.out().endArray();
    document.out().name("privilege_needed").value(reply.privilegeNeeded() ? "SeImpersonatePrivilege" : null);
    document.out().name("ends_with_this_process").value(true);
    return document.end();
  }
}
