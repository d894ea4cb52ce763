package dev.tokend.cli.json;

import com.google.gson.stream.JsonWriter;
import dev.tokend.cli.command.Command;
import dev.tokend.cli.command.Flag;
import dev.tokend.cli.command.Operand;
import dev.tokend.cli.view.FlagNames;
import dev.tokend.cli.view.SidForm;
import dev.tokend.cli.view.SidNames;
import java.io.IOException;
import java.util.List;

/** The command table as JSON. */
public final class HelpJson {
  private HelpJson() {}

  /** These subcommands with everything that they take. */
  public static String of(List<Command> commands) throws IOException {
    JsonDocument document = new JsonDocument(SidNames.local(SidForm.RAW));
    JsonWriter out = document.out();
    out.name("subcommands").beginArray();
    for (Command command : commands) {
      out.beginObject();
      out.name("name").value(command.name());
      out.name("aliases");
      document.strings(command.aliases());
      out.name("summary").value(command.summary());
      out.name("usage").value(command.usage());
      out.name("needs").value(command.access().isEmpty() ? null : command.access());
      out.name("arguments").beginArray();
      for (Operand operand : command.operands()) {
        operand(document, operand);
      }
      out.endArray();
      out.name("flags").beginArray();
      for (Flag flag : command.allFlags()) {
        flag(out, flag);
      }
      out.endArray();
      out.endObject();
    }
    out.endArray();
    return document.end();
  }

  /**
   * A page of the manual.
   *
   * @param roff its text
   */
  public static String page(String name, int section, String roff) throws IOException {
    JsonDocument document = new JsonDocument(SidNames.local(SidForm.RAW));
    document.out().name("page").beginObject();
    document.out().name("name").value(name);
    document.out().name("section").value(section);
    document.out().name("roff").value(roff);
    document.out().endObject();
    return document.end();
  }

  private static void operand(JsonDocument document, Operand operand) throws IOException {
    JsonWriter out = document.out();
    out.beginObject();
    out.name("name").value(operand.placeholder());
    out.name("required").value(operand.required());
    out.name("repeated").value(operand.repeated());
    out.name("choices");
    document.strings(operand.choices());
    out.name("help").value(operand.help());
    out.endObject();
  }

  private static void flag(JsonWriter out, Flag flag) throws IOException {
    out.beginObject();
    out.name("name").value(flag.name());
    out.name("value").value(flag.takesValue() ? FlagNames.word(flag.kind()) : null);
    out.name("help").value(flag.help());
    out.endObject();
  }
}
