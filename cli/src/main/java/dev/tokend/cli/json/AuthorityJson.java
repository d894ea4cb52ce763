package dev.tokend.cli.json;

import com.google.gson.stream.JsonWriter;
import dev.tokend.cli.view.SidForm;
import dev.tokend.cli.view.SidNames;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.surface.protocol.AuthorityStatus;
import java.io.IOException;

/** The authority as JSON. */
public final class AuthorityJson {
  private AuthorityJson() {}

  /**
   * How it is.
   *
   * @param place the path of its socket
   */
  public static String status(String place, AuthorityStatus status, SidNames names) throws IOException {
    JsonDocument document = new JsonDocument(names);
    JsonWriter out = document.out();
    out.name("authority").beginObject();
    out.name("running").value(true);
    out.name("socket").value(place);
    out.name("kind").value(status.machineWide() ? "machine" : "own");
    out.name("pid").value(Integer.toUnsignedLong(status.pid()));
    out.name("uid").value(Integer.toUnsignedLong(status.uid()));
    out.name("user");
    document.sid(Sid.unixUser(status.uid()));
    out.name("started");
    document.time(status.startedAt());
    out.name("version").value(status.version());
    out.name("connections").value(Integer.toUnsignedLong(status.connections()));
    out.name("handles").value(Integer.toUnsignedLong(status.handles()));
    out.name("tokens").value(Integer.toUnsignedLong(status.tokens()));
    out.name("sessions").value(Integer.toUnsignedLong(status.sessions()));
    out.name("processes").value(Integer.toUnsignedLong(status.processes()));
    out.name("descriptors").value(Integer.toUnsignedLong(status.descriptors()));
    out.name("idle_seconds");
    if (status.idleSeconds() == 0) {
      out.nullValue();
    } else {
      out.value(Integer.toUnsignedLong(status.idleSeconds()));
    }
    out.name("audit").beginObject();
    out.name("place").value(status.audit().place());
    out.name("trouble").value(status.audit().trouble());
    out.name("lost").value(Long.toUnsignedString(status.audit().lost()));
    out.endObject();
    out.endObject();
    return document.end();
  }

  /** That it was stopped. */
  public static String stopped(String place) throws IOException {
    JsonDocument document = new JsonDocument(SidNames.local(SidForm.RAW));
    JsonWriter out = document.out();
    out.name("authority").beginObject();
    out.name("running").value(false);
    out.name("socket").value(place);
    out.endObject();
    return document.end();
  }
}
