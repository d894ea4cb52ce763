package dev.tokend.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.tokend.cli.command.CommandTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schemas themselves: that there are all, that they are schemas, and that nothing undescribed slips through. */
class SchemaTest {
  private static final String VERSION = "{\"schema\": \"token/1\", \"version\": \"0.1.0\", \"kacs\": \"0.22\"}";

  static List<String> subcommands() {
    return CommandTable.commands().stream().map(command -> command.name()).toList();
  }

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(JsonSchemas.FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  private static String any() throws IOException {
    return Files.readString(JsonSchemas.file(JsonSchemas.ANY));
  }

  @ParameterizedTest
  @MethodSource("subcommands")
  void every_subcommand_has_a_schema(String subcommand) throws IOException {
    assertThat(JsonSchemas.file("token-1/" + subcommand)).exists();
    if (!subcommand.equals("run") && !subcommand.equals("kacs")) {
      assertThat(any()).contains("\"token-1/" + subcommand + ".json\"");
    }
  }

  @Test
  void every_file_is_a_schema_of_draft_2020_12() throws IOException {
    for (Path file : files()) {
      assertThat(JsonParser.parseString(Files.readString(file)).getAsJsonObject().get("$schema").getAsString())
          .as(file.toString())
          .isEqualTo("https://json-schema.org/draft/2020-12/schema");
      assertThat(JsonSchemas.faultsOfSchema(Files.readString(file))).as(file.toString()).isEmpty();
    }
  }

  @Test
  void every_object_has_all_of_its_members_and_no_others() throws IOException {
    for (Path file : files()) {
      List<JsonObject> objects = new ArrayList<>();
      collect(JsonParser.parseString(Files.readString(file)), objects);
      for (JsonObject object : objects) {
        assertThat(object.get("additionalProperties").getAsString()).as(file + ": " + object).isEqualTo("false");
        List<String> required = new ArrayList<>();
        object.getAsJsonArray("required").forEach(name -> required.add(name.getAsString()));
        // A line of the trail says how long a list was only where it is cut.
        if (!file.equals(JsonSchemas.file(JsonSchemas.AUDIT))) {
          assertThat(required)
              .as(file.toString())
              .isEqualTo(List.copyOf(object.getAsJsonObject("properties").keySet()));
        }
      }
    }
  }

  private static void collect(JsonElement element, List<JsonObject> objects) {
    if (element.isJsonArray()) {
      element.getAsJsonArray().forEach(item -> collect(item, objects));
    } else if (element.isJsonObject()) {
      JsonObject object = element.getAsJsonObject();
      JsonElement type = object.get("type");
      if (type != null && type.isJsonPrimitive() && type.getAsString().equals("object")) {
        objects.add(object);
      }
      object.entrySet().forEach(member -> collect(member.getValue(), objects));
    }
  }

  @Test
  void a_member_that_is_not_described_one_too_few_and_one_of_another_type_are_faults() {
    assertThat(JsonSchemas.faults("token-1/version", VERSION)).isEmpty();
    assertThat(JsonSchemas.faults("token-1/version", VERSION.replace("}", ", \"more\": 1}"))).isNotEmpty();
    assertThat(JsonSchemas.faults("token-1/version", VERSION.replace("\"kacs\"", "\"kcas\""))).isNotEmpty();
    assertThat(JsonSchemas.faults("token-1/version", VERSION.replace("\"0.22\"", "0.22"))).isNotEmpty();
    assertThat(JsonSchemas.faults("token-1/version", VERSION.replace("token/1", "token/2"))).isNotEmpty();
  }

  @Test
  void every_kind_of_event_keeps_the_schema_of_the_trail() throws IOException {
    List<String> events = Files.readAllLines(Path.of("src/test/resources/events.jsonl"));
    assertThat(events).hasSizeGreaterThan(20);
    for (String event : events) {
      assertThat(JsonSchemas.faults(JsonSchemas.AUDIT, event)).as(event).isEmpty();
      assertThat(JsonSchemas.faults(JsonSchemas.AUDIT, event.replaceFirst("\\{", "{\"more\":1,"))).isNotEmpty();
    }
  }

  @Test
  void references_to_other_files_are_followed() {
    String user =
        """
        {"schema": "token/1", "target": {"kind": "self", "pid": null, "tid": null, "fd": null, "pin": null},
         "token": {"user": {"sid": "S-1-5-18", "name": null}, "user_deny_only": false}}""";
    assertThat(JsonSchemas.faults("token-1/user", user)).isEmpty();
    assertThat(JsonSchemas.faults("token-1/user", user.replace("S-1-5-18", "S-1-x"))).isNotEmpty();
    assertThat(JsonSchemas.faults("token-1/user", user.replace("\"self\"", "\"Self\""))).isNotEmpty();
    assertThat(JsonSchemas.faults(JsonSchemas.ANY, user)).isEmpty();
    assertThat(JsonSchemas.faults(JsonSchemas.ANY, user.replace("S-1-5-18", "S-1-x"))).isNotEmpty();
  }

  @Test
  void what_the_tests_print_is_looked_at() {
    String[] version = {"version", "--json"};
    Contract.of(version, 0, VERSION, "");
    assertThatThrownBy(() -> Contract.of(version, 0, VERSION.replace("kacs", "kcas"), ""))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> Contract.of(version, 5, "", "token: cannot: because\n"))
        .isInstanceOf(AssertionError.class);
    String error = "{\n  \"schema\": \"token/1\",\n  \"error\": {\n  }\n}\n";
    assertThatThrownBy(() -> Contract.of(version, 5, "", error)).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> Contract.everyDocumentIn("$ token x\n" + error + "more"))
        .isInstanceOf(AssertionError.class);
    Contract.everyDocumentIn("{\n  \"other\": 1\n}\n");
  }
}
