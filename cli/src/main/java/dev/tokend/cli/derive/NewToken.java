package dev.tokend.cli.derive;

import dev.tokend.cli.CommandException;
import dev.tokend.cli.Output;
import dev.tokend.cli.become.Program;
import dev.tokend.cli.command.Flags;
import dev.tokend.cli.json.JsonDocument;
import dev.tokend.cli.json.TokenJson;
import dev.tokend.cli.run.Asking;
import dev.tokend.cli.run.InspectCommand;
import dev.tokend.cli.run.Session;
import dev.tokend.cli.text.MadeText;
import dev.tokend.cli.view.FieldSids;
import dev.tokend.cli.view.Fields;
import dev.tokend.cli.view.SidNames;
import dev.tokend.cli.view.TokenView;
import dev.tokend.surface.client.TokenHandle;
import dev.tokend.surface.protocol.PinName;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a new token (command.md §6): the authority keeps it under a name, a command inherits it, or it is
 * described and ends.
 */
final class NewToken {
  private final Asking asking;
  private final Session session;
  private final TokenHandle handle;

  NewToken(Asking asking, TokenHandle handle) {
    this.asking = asking;
    this.session = asking.session();
    this.handle = handle;
  }

  /** Pins it if that is asked for, then becomes the command if there is one; else the output. */
  Output deliver() throws CommandException, IOException {
    return deliver(null);
  }

  /**
   * As {@link #deliver()}, of a counterpart.
   *
   * @param real whether the token is the counterpart itself, and no copy to look at; null for a token that is none
   */
  Output deliver(@Nullable Boolean real) throws CommandException, IOException {
    Target target = new Target.Handle(handle.number());
    String name = session.invocation().value(Flags.PIN_AS);
    if (name != null) {
      asking.wish(target, "cannot pin the new token as \"" + name + "\"", () -> handle.pin(new PinName(name)));
    }
    if (!session.invocation().program().isEmpty()) {
      throw Program.of(session).inheriting(handle).become(asking);
    }
    TokenView token = (handle.grantedMask() & TokenRights.QUERY) == 0 ? null : read(target);
    SidNames names = token == null
        ? SidNames.local(session.form())
        : session.names(asking.authority(), FieldSids.of(Fields.MADE, token));
    return Output.of(
        session.json() ? json(token, names, name, real) : text(token, names, name, real));
  }

  private TokenView read(Target target) throws CommandException, IOException {
    return InspectCommand.decode(
        asking.read(target, Fields.MADE.classes(), Fields.MADE.needsFacts()), target);
  }

  private String text(@Nullable TokenView token, SidNames names, @Nullable String pin, @Nullable Boolean real) {
    List<String> remarks = new ArrayList<>();
    if (real != null) {
      remarks.add(real ? "This is the counterpart itself." : "This is a copy to look at: it cannot be acted as.");
    }
    if (token == null) {
      remarks.add("It cannot be described: the handle does not carry TOKEN_QUERY.");
    }
    remarks.add(pin == null
        ? "It ends with this command. To keep it: --pin-as NAME; to hand it to a command: -- COMMAND."
        : "It is pinned as \"" + pin + "\", until token unpin or the end of this boot.");
    return MadeText.of(token, names, session.style(), TokenRights.names(handle.grantedMask()), remarks);
  }

  private String json(@Nullable TokenView token, SidNames names, @Nullable String pin, @Nullable Boolean real)
      throws IOException {
    JsonDocument document = new JsonDocument(names);
    if (token == null) {
      document.out().name("token").nullValue();
    } else {
      new TokenJson(document, token).write(Fields.MADE);
    }
    document.out().name("access");
    document.mask(handle.grantedMask(), TokenRights.names(handle.grantedMask()));
    document.out().name("pinned_as").value(pin);
    document.out().name("is_counterpart").value(real);
    return document.end();
  }
}
