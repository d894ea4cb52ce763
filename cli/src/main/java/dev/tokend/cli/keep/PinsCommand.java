package dev.tokend.cli.keep;

import dev.tokend.cli.CommandException;
import dev.tokend.cli.Output;
import dev.tokend.cli.command.Flags;
import dev.tokend.cli.command.Invocation;
import dev.tokend.cli.command.UsageException;
import dev.tokend.cli.command.ValueKind;
import dev.tokend.cli.json.JsonDocument;
import dev.tokend.cli.json.PinJson;
import dev.tokend.cli.run.Asking;
import dev.tokend.cli.run.Session;
import dev.tokend.cli.text.PinText;
import dev.tokend.cli.view.SidNames;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.surface.protocol.PinName;
import dev.tokend.surface.protocol.PinRequest;
import dev.tokend.surface.protocol.PinsReply;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code pins} and {@code unpin}: the tokens that the authority keeps under names. */
public final class PinsCommand {
  private PinsCommand() {}

  /** The output of {@code pins}. */
  public static Output list(Session session) throws CommandException, IOException {
    try (Asking asking = Asking.connect(session)) {
      List<PinsReply.Pin> pins =
          asking.about(new Target.Self(), "cannot list the pinned tokens", () -> asking.client().pins().list());
      SidNames names = session.names(asking.authority(), owners(pins));
      return Output.of(session.json() ? PinJson.table(pins, names) : PinText.table(pins, names, session.style()));
    }
  }

  /** The output of {@code unpin}. */
  public static Output unpin(Session session) throws CommandException, UsageException, IOException {
    Invocation invocation = session.invocation();
    String word = invocation.operands().getFirst();
    if (!ValueKind.PIN.accepts(word)) {
      throw new UsageException(
          "no name of a pin", "expected " + ValueKind.PIN.expected(), List.of(), "token help unpin");
    }
    PinName name = new PinName(word);
    String uid = invocation.value(Flags.UID);
    int owner = uid == null ? PinRequest.OWN : Integer.parseUnsignedInt(uid);
    String whose = uid == null ? "" : " of uid " + uid;
    try (Asking asking = Asking.connect(session)) {
      asking.wish(
          new Target.Self(),
          "cannot unpin \"" + name.text() + "\"" + whose,
          () -> asking.client().pins().unpin(new PinRequest(owner, name)));
    }
    return Output.of(session.json() ? json(session, name, uid) : "unpinned \"" + name.text() + "\"" + whose + "\n");
  }

  private static String json(Session session, PinName name, @Nullable String uid)
      throws IOException {
    JsonDocument document = new JsonDocument(SidNames.local(session.form()));
    document.out().name("unpinned").value(name.text());
    document.out().name("uid");
    if (uid == null) {
      document.out().nullValue();
    } else {
      document.out().value(Integer.toUnsignedLong(Integer.parseUnsignedInt(uid)));
    }
    return document.end();
  }

  /** The users whose pins these are. */
  static List<Sid> owners(List<PinsReply.Pin> pins) {
    List<Sid> owners = new ArrayList<>();
    for (PinsReply.Pin pin : pins) {
      owners.add(Sid.unixUser(pin.owner()));
    }
    return owners;
  }
}
