package dev.tokend.cli.json;

import com.google.gson.stream.JsonWriter;
import dev.tokend.cli.view.FlagNames;
import dev.tokend.cli.view.IdentityChange;
import dev.tokend.cli.view.ProcessLine;
import dev.tokend.cli.view.ProcessList;
import dev.tokend.cli.view.SidNames;
import dev.tokend.kacs.catalog.ElevationType;
import dev.tokend.kacs.catalog.LogonType;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.surface.protocol.ListedProcess;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Processes as JSON. */
public final class ProcessJson {
  private final JsonDocument document;
  private final JsonWriter out;

  private ProcessJson(JsonDocument document) {
    this.document = document;
    this.out = document.out();
  }

  /** The document. */
  public static String of(ProcessList list, SidNames names) throws IOException {
    JsonDocument document = new JsonDocument(names);
    ProcessJson json = new ProcessJson(document);
    json.write(list);
    return document.end();
  }

  private void write(ProcessList list) throws IOException {
    out.name("processes").beginArray();
    for (ProcessLine line : list.lines()) {
      process(line);
    }
    out.endArray();
    out.name("counts").beginObject();
    out.name("matching").value(list.matching());
    out.name("visible").value(list.visible());
    out.name("denied").value(Integer.toUnsignedLong(list.unlisted().denied()));
    out.name("unreadable").value(Integer.toUnsignedLong(list.unlisted().untold()));
    out.name("failed").value(Integer.toUnsignedLong(list.unlisted().failed()));
    out.endObject();
  }

  private void process(ProcessLine line) throws IOException {
    ListedProcess process = line.process();
    ListedProcess.Marks marks = process.marks();
    out.beginObject();
    out.name("pid").value(process.pid());
    out.name("parent").value(process.parent() == 0 ? null : process.parent());
    out.name("command").value(process.name());
    out.name("user");
    document.sid(process.user());
    out.name("user_deny_only").value(marks.userDenyOnly());
    out.name("integrity");
    TokenJson.integrity(document, Sid.integrity(process.integrity()));
    out.name("elevation");
    word(ElevationType.byValue(process.elevation()));
    out.name("session_id");
    document.unsigned(process.session().id());
    out.name("session_dead").value(process.session().dead());
    out.name("logon_type");
    word(LogonType.byValue(process.session().logonType()));
    out.name("privileges_present");
    document.mask(process.present(), FlagNames.privileges(process.present()));
    out.name("privileges_enabled");
    document.mask(process.enabled(), FlagNames.privileges(process.enabled()));
    out.name("restricted").value(marks.restricted());
    out.name("write_restricted").value(marks.writeRestricted());
    out.name("confined").value(marks.confined());
    out.name("bound").value(marks.bound());
    out.name("impersonating_threads").value(Integer.toUnsignedLong(process.impersonating()));
    place(line);
    out.endObject();
  }

  private void place(ProcessLine line) throws IOException {
    ProcessLine.Place place = line.place();
    out.name("depth").value(place == null ? null : place.depth());
    out.name("changes");
    List<IdentityChange> changes = line.changes();
    if (changes == null) {
      out.nullValue();
      return;
    }
    out.beginArray();
    for (IdentityChange change : changes) {
      out.value(FlagNames.word(change));
    }
    out.endArray();
  }

  private void word(@Nullable Enum<?> constant) throws IOException {
    out.value(constant == null ? null : FlagNames.word(constant));
  }
}
