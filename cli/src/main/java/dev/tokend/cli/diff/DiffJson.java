package dev.tokend.cli.diff;

import com.google.gson.stream.JsonWriter;
import dev.tokend.cli.json.JsonDocument;
import dev.tokend.cli.json.TargetJson;
import dev.tokend.cli.view.FlagNames;
import dev.tokend.cli.view.SidNames;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A comparison as JSON (docs/json.md). */
final class DiffJson {
  private DiffJson() {}

  static String of(Operand first, Operand second, Comparison comparison, SidNames names)
      throws IOException {
    JsonDocument document = new JsonDocument(names);
    JsonWriter out = document.out();
    side(document, "a", first);
    side(document, "b", second);
    out.name("same").value(comparison.same());
    out.name("not_compared").beginArray();
    for (Item item : comparison.notCompared()) {
      out.value(item.name().path());
    }
    out.endArray();
    differences(document, comparison);
    return document.end();
  }

  /** The member {@code differences}. */
  static void differences(JsonDocument document, Comparison comparison) throws IOException {
    document.out().name("differences").beginArray();
    for (Difference difference : comparison.differences()) {
      write(document, difference);
    }
    document.out().endArray();
  }

  private static void side(JsonDocument document, String name, Operand operand) throws IOException {
    JsonWriter out = document.out();
    out.name(name).beginObject();
    out.name("operand").value(operand.word());
    switch (operand) {
      case Operand.Live(String word, var target) -> {
        TargetJson.write(document, target);
        out.name("spec").nullValue();
      }
      case Operand.Spec(String word, String file) -> {
        out.name("target").nullValue();
        out.name("spec").value(file);
      }
    }
    out.endObject();
  }

  private static void write(JsonDocument document, Difference difference) throws IOException {
    JsonWriter out = document.out();
    Item.Name name = difference.name();
    out.beginObject();
    out.name("path").value(name.path());
    out.name("field").value(name.field().json());
    switch (name) {
      case Item.Part part -> {
        out.name("member").value(part.member());
        out.name("key").nullValue();
        out.name("occurrence").nullValue();
      }
      case Item.Entry entry -> {
        out.name("member").value(entry.member());
        out.name("key").value(entry.key());
        out.name("occurrence").value(entry.occurrence());
      }
    }
    out.name("change").value(FlagNames.word(difference.change()));
    out.name("volatile").value(difference.isVolatile());
    value(document, "before", difference.before());
    value(document, "after", difference.after());
    out.endObject();
  }

  private static void value(JsonDocument document, String name, @Nullable Value value) throws IOException {
    document.out().name(name);
    if (value == null) {
      document.out().nullValue();
    } else {
      value.write(document);
    }
  }
}
