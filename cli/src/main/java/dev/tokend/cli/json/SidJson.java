package dev.tokend.cli.json;

import com.google.gson.stream.JsonWriter;
import dev.tokend.cli.view.FlagNames;
import dev.tokend.cli.view.SidMeaning;
import dev.tokend.cli.view.SidNames;
import dev.tokend.kacs.catalog.WellKnownSids;
import dev.tokend.kacs.sid.Sid;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SIDs and names as JSON. */
public final class SidJson {
  private SidJson() {}

  /** The document: one entry for each meaning of each word, in order. */
  public static String of(List<SidMeaning> meanings, SidNames names) throws IOException {
    JsonDocument document = new JsonDocument(names);
    JsonWriter out = document.out();
    out.name("sids").beginArray();
    for (SidMeaning meaning : meanings) {
      Sid sid = meaning.sid();
      out.beginObject();
      out.name("asked").value(meaning.word());
      out.name("kind").value(FlagNames.word(meaning.kind()));
      out.name("sid").value(sid == null ? null : sid.toString());
      out.name("name").value(name(meaning, sid, names));
      out.name("sddl").value(sid == null ? null : WellKnownSids.alias(sid));
      out.name("description").value(sid == null ? null : WellKnownSids.description(sid));
      out.endObject();
    }
    out.endArray();
    return document.end();
  }

  private static @Nullable String name(SidMeaning meaning, @Nullable Sid sid, SidNames names) {
    return switch (meaning.kind()) {
      case USER, GROUP -> meaning.word();
      case SID, WELL_KNOWN, ALIAS, NOTHING -> sid == null ? null : names.name(sid);
    };
  }
}
