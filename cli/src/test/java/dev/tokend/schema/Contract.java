package dev.tokend.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.tokend.cli.command.ArgumentParser;
import dev.tokend.cli.command.Flags;
import dev.tokend.cli.command.Invocation;
import dev.tokend.cli.command.Subcommand;
import dev.tokend.cli.command.UsageException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fails where the command prints JSON that docs/schema does not describe. */
public final class Contract {
  private static final String LINE = "{\"schema\":\"token/1\"";
  private static final String EVENT = "{\"number\":";
  private static final String FIRST = "{";
  private static final String SECOND = "  \"schema\": \"token/1\"";
  private static final String LAST = "}";

  private Contract() {}

  /** Every document in a text keeps the schema of some subcommand, or of errors. */
  public static void everyDocumentIn(String text) {
    text.lines().filter(line -> line.startsWith(LINE)).forEach(line -> kept("token-1/watch", line));
    text.lines()
        .filter(line -> line.startsWith(EVENT) && !line.contains("};"))
        .forEach(line -> kept(JsonSchemas.AUDIT, line));
    for (String document : documents(text)) {
      if (!JsonSchemas.faults(JsonSchemas.ANY, document).isEmpty()) {
        kept(JsonSchemas.nearest(document), document);
      }
    }
  }

  /**
   * What a command line printed keeps the schema of its subcommand, or of errors.
   *
   * @param args the command line, without the name of the command
   * @param status what it ended with
   */
  public static void of(String[] args, int status, String out, String err) {
    everyDocumentIn(err);
    Invocation invocation = parsed(args);
    if (err.startsWith(FIRST)) {
      failure(status, err);
    } else if (asks(args) && !err.isEmpty() && out.isEmpty()
        && (invocation == null || invocation.program().isEmpty())) {
      throw new AssertionError("--json, and an error that is no document: " + err);
    }
    if (invocation != null && invocation.program().isEmpty() && !out.isEmpty()) {
      printed(invocation, out);
    }
  }

  /** What a subcommand printed is one document, of its schema. */
  public static void printedBy(String subcommand, String out) {
    kept("token-1/" + subcommand, out);
  }

  /** What was written to standard error is one document, of the schema of errors, with what the command ended with. */
  public static void failure(int status, String err) {
    assertThat(documents(err)).as(err).hasSize(1);
    String document = documents(err).getFirst();
    kept(JsonSchemas.ERROR, document);
    JsonObject error = JsonParser.parseString(document).getAsJsonObject().getAsJsonObject("error");
    assertThat(error.get("exit").getAsInt()).as(err).isEqualTo(status);
  }

  /** The documents in a text: as they are printed, each on lines of its own. */
  private static List<String> documents(String text) {
    List<String> documents = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int first = 0; first + 1 < lines.size(); first++) {
      if (lines.get(first).equals(FIRST) && lines.get(first + 1).startsWith(SECOND)) {
        int last = first + lines.subList(first, lines.size()).indexOf(LAST);
        documents.add(String.join("\n", lines.subList(first, last + 1)));
      }
    }
    return documents;
  }

  private static void printed(Invocation invocation, String out) {
    Subcommand id = invocation.command().id();
    boolean lines = invocation.has(Flags.BATCH);
    if (id == Subcommand.CHECK && lines) {
      out.lines().forEach(line -> kept("token-1/check-line", line));
    } else if (!invocation.has(Flags.JSON) && id != Subcommand.QUERY) {
      return;
    } else if (id == Subcommand.WATCH) {
      out.lines().forEach(line -> kept("token-1/watch", line));
    } else if (id == Subcommand.SD && lines) {
      out.lines().forEach(line -> kept("token-1/sd-line", line));
    } else if (id == Subcommand.AUTHORITY && invocation.operands().equals(List.of("events"))) {
      out.lines().forEach(line -> kept(JsonSchemas.AUDIT, line));
    } else {
      printedBy(invocation.command().name(), out);
    }
  }

  private static @Nullable Invocation parsed(String[] args) {
    try {
      return ArgumentParser.parse(args);
    } catch (UsageException e) {
      // Only an error can come of it.
      return null;
    }
  }

  /** Whether --json is among the command's own flags, in a command line that need not make sense. */
  private static boolean asks(String[] args) {
    for (String arg : args) {
      if (arg.equals("--") || arg.equals("--json")) {
        return arg.equals("--json");
      }
    }
    return false;
  }

  private static void kept(String schema, String json) {
    assertThat(JsonSchemas.faults(schema, json)).as("faults by docs/schema/%s.json of\n%s", schema, json).isEmpty();
  }
}
