package dev.tokend.cli.run;

import com.google.gson.stream.JsonWriter;
import dev.tokend.cli.Authority;
import dev.tokend.cli.ClientFactory;
import dev.tokend.cli.CommandException;
import dev.tokend.cli.ExitStatus;
import dev.tokend.cli.command.NearNames;
import dev.tokend.cli.json.JsonDocument;
import dev.tokend.cli.json.TargetJson;
import dev.tokend.cli.json.TokenJson;
import dev.tokend.cli.view.FieldSids;
import dev.tokend.cli.view.Fields;
import dev.tokend.cli.view.SidNames;
import dev.tokend.cli.view.TokenField;
import dev.tokend.cli.view.TokenView;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.surface.protocol.Inspection;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code query CLASS}: one class, its bytes and what they mean, always as JSON. */
public final class QueryCommand {
  private QueryCommand() {}

  /** The output. */
  public static String run(Session session) throws CommandException, IOException {
    QueryClass queryClass = find(session.invocation().operands().get(0));
    Fields fields = Fields.of(queryClass);
    Target target = Targets.of(session.invocation());
    try (Authority authority = session.connect(ClientFactory.Starting.ON_DEMAND)) {
      int classes = 1 << queryClass.number();
      Inspection inspection = InspectCommand.read(session, authority, target, classes, false);
      TokenView token = InspectCommand.decode(inspection, target);
      SidNames names = session.names(authority, FieldSids.of(fields, token));
      byte[] payload = inspection.payload(queryClass);
      JsonDocument document = new JsonDocument(names);
      TargetJson.write(document, target);
      JsonWriter out = document.out();
      out.name("class").beginObject();
      out.name("name").value(queryClass.className());
      out.name("number").value(queryClass.number());
      out.name("constant").value(queryClass.kacsName());
      out.endObject();
      out.name("length").value(payload.length);
      out.name("payload").value(JsonDocument.hex(payload));
      out.name("value");
      new TokenJson(document, token).value(TokenField.of(queryClass));
      return document.end();
    }
  }

  private static QueryClass find(String word) throws CommandException {
    QueryClass byNumber = byNumber(word);
    QueryClass found = byNumber != null ? byNumber : QueryClass.byName(word);
    if (found == null) {
      throw CommandException.unknown(
          ExitStatus.NOT_FOUND, "unknown query class", word, near(word), List.of("see: token help query"));
    }
    return found;
  }

  private static @Nullable QueryClass byNumber(String word) {
    if (word.isEmpty() || word.length() > 2) {
      return null;
    }
    int number = 0;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c < '0' || c > '9') {
        return null;
      }
      number = number * 10 + (c - '0');
    }
    return QueryClass.byNumber(number);
  }

  /** The names of at most three classes, one of whose names or aliases is near. */
  private static List<String> near(String word) {
    List<String> names = new ArrayList<>();
    for (QueryClass queryClass : QueryClass.values()) {
      names.add(queryClass.className());
      names.addAll(queryClass.aliases());
    }
    List<String> classes = new ArrayList<>();
    for (String name : NearNames.of(word, names, names.size())) {
      QueryClass meant = QueryClass.byName(name);
      if (meant != null && classes.size() < 3 && !classes.contains(meant.className())) {
        classes.add(meant.className());
      }
    }
    return classes;
  }
}
