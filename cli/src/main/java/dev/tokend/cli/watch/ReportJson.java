package dev.tokend.cli.watch;

import com.google.gson.stream.JsonWriter;
import dev.tokend.cli.diff.TokenChanges;
import dev.tokend.cli.json.JsonDocument;
import dev.tokend.cli.view.FlagNames;
import dev.tokend.cli.view.SidNames;
import dev.tokend.cli.view.TokenView;
import dev.tokend.surface.protocol.TokenChange;
import dev.tokend.surface.protocol.TokenChange.By;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A change as one line of JSON (docs/json.md). */
final class ReportJson {
  private ReportJson() {}

  static String of(Report report, SidNames names) throws IOException {
    TokenChange change = report.change();
    TokenView token = report.token();
    JsonDocument document = JsonDocument.line(names);
    JsonWriter out = document.out();
    out.name("number");
    document.unsigned(change.number());
    out.name("time").value(Times.iso(change.atMillis()));
    out.name("kind").value(FlagNames.word(change.kind()));
    out.name("operation").value(orNull(change.operation()));
    by(document, change.by());
    out.name("missed");
    if (report.gap()) {
      out.nullValue();
    } else {
      out.value(Integer.toUnsignedLong(change.missed()));
    }
    out.name("token_id").value(token == null ? null : Long.toUnsignedString(token.statistics().tokenId()));
    out.name("user");
    document.sid(token == null ? null : token.user());
    TokenChanges differences = report.differences();
    if (differences == null) {
      out.name("differences").nullValue();
    } else {
      differences.write(document);
    }
    return document.end();
  }

  private static void by(JsonDocument document, By by) throws IOException {
    JsonWriter out = document.out();
    By.Somebody some = by instanceof By.Somebody somebody ? somebody : null;
    out.name("by").beginObject();
    out.name("kind").value(some != null ? "process" : by instanceof By.Nobody ? "nobody" : "untold");
    out.name("pid");
    if (some == null) {
      out.nullValue();
    } else {
      out.value(some.pid());
    }
    out.name("name").value(some == null ? null : orNull(some.name()));
    out.name("program").value(some == null ? null : orNull(some.program()));
    out.name("user");
    document.sid(some == null ? null : some.user());
    out.name("token_id").value(some == null ? null : Long.toUnsignedString(some.tokenId()));
    out.name("impersonating").value(some == null ? null : some.impersonating());
    out.endObject();
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
