package dev.tokend.schema;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The schemas of docs/schema, each read once. */
final class JsonSchemas {
  /** Every document of the command. */
  static final String ANY = "token-1";

  /** A line of the audit trail. */
  static final String AUDIT = "audit-1";

  /** An error of any subcommand. */
  static final String ERROR = "token-1/error";

  static final Path FOLDER = Path.of("../docs/schema");

  private static final String DRAFT = "https://json-schema.org/draft/2020-12/";

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12, JsonSchemas::fromFiles);
  private static final Map<String, Schema> READ = new ConcurrentHashMap<>();

  private JsonSchemas() {}

  /** Whether there is a schema of this name: its path in the folder, without the ending. */
  static boolean has(String name) {
    return Files.exists(file(name));
  }

  static Path file(String name) {
    return FOLDER.resolve(name + ".json");
  }

  /** What is wrong with a text; empty where it keeps the schema. */
  static List<String> faults(String name, String json) {
    List<String> faults = new ArrayList<>();
    for (Error error : READ.computeIfAbsent(name, JsonSchemas::read).validate(json, InputFormat.JSON)) {
      faults.add(error.getInstanceLocation() + ": " + error.getMessage());
    }
    return faults;
  }

  /** What is wrong with a schema by the schema of schemas; empty where it is one. */
  static List<String> faultsOfSchema(String json) {
    Schema schemas = REGISTRY.getSchema(SchemaLocation.of(DRAFT + "schema"));
    return schemas.validate(json, InputFormat.JSON).stream().map(Error::toString).toList();
  }

  /** The schema that a document of none is nearest to. */
  static String nearest(String json) {
    try {
      String nearest = ERROR;
      for (JsonElement element
          : JsonParser.parseString(Files.readString(file(ANY))).getAsJsonObject().getAsJsonArray("anyOf")) {
        String name = element.getAsJsonObject().get("$ref").getAsString().replace(".json", "");
        if (faults(name, json).size() < faults(nearest, json).size()) {
          nearest = name;
        }
      }
      return nearest;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Schema read(String name) {
    Schema schema =
        REGISTRY.getSchema(SchemaLocation.of(file(name).toAbsolutePath().normalize().toUri().toString()));
    schema.initializeValidators();
    return schema;
  }

  /** References lead to other files of the folder; the schema of schemas comes with the validator. */
  private static void fromFiles(SchemaRegistry.Builder builder) {
    builder.schemaLoader(loader -> loader.fetchRemoteResources()
        .allow(iri -> iri.toString().startsWith("file:") || iri.toString().startsWith(DRAFT)));
  }
}
