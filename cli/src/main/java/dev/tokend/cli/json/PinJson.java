package dev.tokend.cli.json;

import com.google.gson.stream.JsonWriter;
import dev.tokend.cli.view.SidNames;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.surface.protocol.PinsReply;
import java.io.IOException;
import java.util.List;

/** Pinned tokens as JSON. */
public final class PinJson {
  private PinJson() {}

  /** The document of {@code token pins}. */
  public static String table(List<PinsReply.Pin> pins, SidNames names) throws IOException {
    JsonDocument document = new JsonDocument(names);
    document.out().name("pins");
    write(document, pins);
    return document.end();
  }

  /** The list of {@code pins}. */
  static void write(JsonDocument document, List<PinsReply.Pin> pins) throws IOException {
    JsonWriter out = document.out();
    out.beginArray();
    for (PinsReply.Pin pin : pins) {
      out.beginObject();
      out.name("name").value(pin.name().text());
      out.name("uid").value(Integer.toUnsignedLong(pin.owner()));
      out.name("user");
      document.sid(Sid.unixUser(pin.owner()));
      out.name("session");
      document.unsigned(pin.sessionId());
      out.name("token_id");
      document.unsigned(pin.tokenId());
      out.name("pinned");
      document.time(pin.pinnedAt());
      out.endObject();
    }
    out.endArray();
  }
}
