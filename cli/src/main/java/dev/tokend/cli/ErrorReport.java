package dev.tokend.cli;

import com.google.gson.stream.JsonWriter;
import dev.tokend.cli.json.JsonDocument;
import dev.tokend.cli.text.Printable;
import dev.tokend.cli.view.SidForm;
import dev.tokend.cli.view.SidNames;
import dev.tokend.kacs.catalog.AccessRights;
import dev.tokend.kacs.catalog.ObjectType;
import dev.tokend.surface.protocol.Failure;
import dev.tokend.surface.protocol.Need;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A failure for the user, on standard error: {@code token: WHAT: WHY} and a line for each useful fact, or the same as
 * JSON. Standard output stays empty, so that what reads it never takes an error for a token.
 */
final class ErrorReport {
  private ErrorReport() {}

  static String text(CommandException failure) {
    StringBuilder out = new StringBuilder("token: ");
    out.append(Printable.text(failure.what())).append(": ").append(Printable.text(failure.why())).append('\n');
    if (!failure.near().isEmpty()) {
      out.append("  did you mean: ").append(String.join(", ", failure.near())).append('\n');
    }
    for (String fact : failure.facts()) {
      out.append("  ").append(Printable.text(fact)).append('\n');
    }
    return out.toString();
  }

  static String json(CommandException failure) throws IOException {
    Refusal refused = failure.refusal();
    JsonDocument document = new JsonDocument(refused == null ? SidNames.local(SidForm.RAW) : refused.names());
    JsonWriter out = document.out();
    Failure refusal = refused == null ? null : refused.failure();
    out.name("error").beginObject();
    out.name("exit").value(failure.status().code());
    out.name("kind").value(failure.status().word());
    out.name("what").value(failure.what());
    out.name("why").value(failure.why());
    out.name("facts");
    document.strings(failure.facts());
    out.name("near");
    document.strings(failure.near());
    out.name("errno").value(refusal == null ? null : refusal.errno().name());
    out.name("operation").value(refusal == null ? null : refusal.operation());
    out.name("check").value(refusal == null ? null : refusal.check());
    out.name("needs");
    need(document, refusal == null ? null : refusal.need());
    out.name("target_user");
    document.sid(refusal == null ? null : refusal.targetUser());
    out.endObject();
    return document.end();
  }

  private static void need(JsonDocument document, @Nullable Need need) throws IOException {
    switch (need) {
      case null -> document.out().nullValue();
      case Need.TokenRights rights ->
          rights(document, "token-rights", rights.mask(), AccessRights.names(ObjectType.TOKEN, rights.mask()));
      case Need.ProcessRights rights ->
          rights(document, "process-rights", rights.mask(), AccessRights.names(ObjectType.PROCESS, rights.mask()));
      case Need.PrivilegeNeeded missing -> {
        JsonWriter out = begin(document, "privilege");
        out.name("privilege").value(missing.privilege().fullName());
        out.name("rights").nullValue();
        out.endObject();
      }
    }
  }

  private static void rights(JsonDocument document, String kind, int mask, List<String> names) throws IOException {
    JsonWriter out = begin(document, kind);
    out.name("privilege").nullValue();
    out.name("rights");
    document.mask(mask, names);
    out.endObject();
  }

  private static JsonWriter begin(JsonDocument document, String kind) throws IOException {
    JsonWriter out = document.out();
    out.beginObject();
    out.name("kind").value(kind);
    return out;
  }
}
