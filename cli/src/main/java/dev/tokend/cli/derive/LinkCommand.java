package dev.tokend.cli.derive;

import dev.tokend.cli.CommandException;
import dev.tokend.cli.Output;
import dev.tokend.cli.command.Flag;
import dev.tokend.cli.command.Flags;
import dev.tokend.cli.command.UsageException;
import dev.tokend.cli.command.ValueKind;
import dev.tokend.cli.json.JsonDocument;
import dev.tokend.cli.run.Asking;
import dev.tokend.cli.run.Session;
import dev.tokend.cli.view.SidNames;
import dev.tokend.surface.client.TokenHandle;
import dev.tokend.surface.protocol.PinName;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;
import java.util.List;

/** {@code link}: makes two tokens an elevation pair (tokens §15.1). */
public final class LinkCommand {
  private LinkCommand() {}

  /** The output. */
  public static Output run(Session session) throws CommandException, UsageException, IOException {
    String elevated = required(session, Flags.ELEVATED);
    String filtered = required(session, Flags.FILTERED);
    String id = required(session, Flags.SESSION);
    try (Asking asking = Asking.connect(session);
        TokenHandle full = asking.open(target(elevated), TokenRights.DUPLICATE);
        TokenHandle limited = asking.open(target(filtered), TokenRights.DUPLICATE)) {
      asking.wish(
          new Target.Self(),
          "cannot link " + elevated + " and " + filtered + " in session " + id,
          () -> asking.client().link(full, limited, Long.parseUnsignedLong(id)));
    }
    return Output.of(session.json() ? json(session, elevated, filtered, id) : text(elevated, filtered, id));
  }

  private static String text(String elevated, String filtered, String id) {
    return elevated + " is the full token of session " + id + ", " + filtered + " the limited one\n";
  }

  private static String json(Session session, String elevated, String filtered, String id) throws IOException {
    JsonDocument document = new JsonDocument(SidNames.local(session.form()));
    document.out().name("elevated").value(elevated);
    document.out().name("filtered").value(filtered);
    document.out().name("session").value(id);
    return document.end();
  }

  private static String required(Session session, Flag flag) throws UsageException {
    String value = session.invocation().value(flag);
    if (value == null) {
      throw new UsageException(
          "missing argument", "token link needs " + flag.usage(), List.of(), "token help link");
    }
    return value;
  }

  private static Target target(String handle) {
    return handle.startsWith(ValueKind.PINNED)
        ? new Target.Pin(new PinName(handle.substring(ValueKind.PINNED.length())))
        : new Target.Handle(Integer.parseInt(handle));
  }
}
