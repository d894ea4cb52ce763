import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Writes {@code ObjectType} and the table behind {@code AccessRights}. */
final class RightSources {
  private static final Set<String> SHARED =
      Set.of("standard", "special", "generic", "mandatory-label", "mandatory-label-kacs");

  private final Tsv rights;
  private final Map<String, Tsv.Row> mappings = new LinkedHashMap<>();
  private final Map<String, List<Tsv.Row>> byType = new LinkedHashMap<>();

  RightSources(Tsv rights, Tsv mappings) {
    this.rights = rights;
    for (Tsv.Row row : mappings.rows()) {
      this.mappings.put(row.get("object_type"), row);
    }
    for (Tsv.Row row : rights.rows()) {
      byType.computeIfAbsent(row.get("object_type"), type -> new ArrayList<>()).add(row);
    }
    for (String type : this.mappings.keySet()) {
      if (!byType.containsKey(type)) {
        throw new IllegalStateException("generic mapping of a type without rights: " + type);
      }
    }
  }

  void write(Path root) throws IOException {
    objectTypes(root);
    table(root);
  }

  private void objectTypes(Path root) throws IOException {
    List<Tsv.Row> first = byType.entrySet().stream()
        .filter(entry -> !SHARED.contains(entry.getKey())).map(entry -> entry.getValue().get(0)).toList();
    EnumSource source = new EnumSource("ObjectType",
        "The kinds of object that have rights of their own, and how generic rights map to those.",
        new Tsv(rights.file(), first), row -> JavaSource.constant(row.get("object_type")))
        .field("String", "label", "The name of the catalogue, such as peinit-service",
            row -> JavaSource.literal(row.get("object_type")))
        .field("boolean", "hasGenericMapping", "Whether the four generic masks are defined; otherwise they are 0",
            row -> "" + mappings.containsKey(row.get("object_type")));
    for (String generic : List.of("Read", "Write", "Execute", "All")) {
      String doc = "What GENERIC_" + generic.toUpperCase(Locale.ROOT) + " stands for";
      source.field("int", "generic" + generic, doc, row -> {
        Tsv.Row mapping = mappings.get(row.get("object_type"));
        return mapping == null ? "0" : mapping.get("generic_" + generic.toLowerCase(Locale.ROOT));
      });
    }
    source.byName("byName", "The type of this label in any case, or null", row -> List.of(row.get("object_type")))
        .description(row -> "Objects of type " + row.get("object_type").replace('-', ' '))
        .write(root);
  }

  private void table(Path root) throws IOException {
    JavaSource out = new JavaSource("AccessRightTable", rights.file().getFileName().toString());
    out.line("/** The rows behind {@link AccessRights}, made only when asked for. */");
    out.line("final class AccessRightTable {");
    out.line("  private AccessRightTable() {}");
    out.line("");
    out.line("  static Right[] of(ObjectType type) {");
    out.line("    switch (type.ordinal()) {");
    int ordinal = 0;
    for (String type : byType.keySet()) {
      if (!SHARED.contains(type)) {
        out.line("      case " + ordinal++ + ": return " + method(type) + "();");
      }
    }
    out.line("      default: throw new AssertionError(type);");
    out.line("    }");
    out.line("  }");
    byType.forEach((type, rows) -> rows(out, type, rows));
    out.line("}");
    out.write(root);
  }

  private static void rows(JavaSource out, String type, List<Tsv.Row> rows) {
    out.line("");
    out.line("  static Right[] " + method(type) + "() {");
    out.line("    return new Right[] {");
    for (Tsv.Row row : rows) {
      String description = row.get("description");
      out.line("      new Right(" + JavaSource.hex(row.number("value_hex")) + ", " + JavaSource.literal(row.get("name"))
          + ", " + JavaSource.literal(row.optional("sddl_mnemonic")) + ", " + JavaSource.literal(description)
          + ", " + description.startsWith("Composite") + "),");
    }
    out.line("    };");
    out.line("  }");
  }

  private static String method(String type) {
    StringBuilder name = new StringBuilder();
    for (String word : type.split("-")) {
      name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return name + "Rights";
  }
}
