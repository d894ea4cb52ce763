package dev.tokend.cli.json;

import com.google.gson.stream.JsonWriter;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Which token a document is about. */
public final class TargetJson {
  private TargetJson() {}

  /** The member {@code target}: its kind, and the numbers that name it or null. */
  public static void write(JsonDocument document, Target target) throws IOException {
    if (target instanceof Target.Self) {
      write(document, "self", -1, -1, -1);
    } else if (target instanceof Target.Real) {
      write(document, "real", -1, -1, -1);
    } else if (target instanceof Target.Process process) {
      write(document, "process", process.pid(), -1, -1);
    } else if (target instanceof Target.Thread thread) {
      write(document, "thread", thread.pid(), thread.tid(), -1);
    } else if (target instanceof Target.Pin pin) {
      write(document, "pin", -1, -1, -1, pin.name().text());
    } else {
      write(document, target instanceof Target.Peer ? "peer" : "handle", -1, -1, target.fd());
    }
  }

  private static void write(JsonDocument document, String kind, int pid, int tid, int fd) throws IOException {
    write(document, kind, pid, tid, fd, null);
  }

  private static void write(JsonDocument document, String kind, int pid, int tid, int fd, @Nullable String pin)
      throws IOException {
    JsonWriter out = document.out();
    out.name("target").beginObject();
    out.name("kind").value(kind);
    number(out.name("pid"), pid);
    number(out.name("tid"), tid);
    number(out.name("fd"), fd);
    out.name("pin").value(pin);
    out.endObject();
  }

  private static void number(JsonWriter out, int number) throws IOException {
    if (number < 0) {
      out.nullValue();
    } else {
      out.value(number);
    }
  }
}
