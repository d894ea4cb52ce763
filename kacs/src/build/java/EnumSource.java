import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;

/**
 * Writes one enumeration out of one table.
 *
 * <p>What a look-up needs is a field of the constant. Text that only some outputs show is answered by a switch, so that
 * loading the class does not create it. Look-ups by number or name are switches too: no map is built.
 */
final class EnumSource {
  private record Member(String type, String name, String doc, boolean field, Function<Tsv.Row, String> value) {}

  private record Lookup(String method, String parameter, String doc, Function<Tsv.Row, List<String>> keys) {}

  private final String name;
  private final String doc;
  private final Tsv table;
  private final Function<Tsv.Row, String> constant;
  private final List<Member> members = new ArrayList<>();
  private final List<Lookup> lookups = new ArrayList<>();
  private final List<String> code = new ArrayList<>();
  private Function<Tsv.Row, String> description = row -> row.get("description");

  EnumSource(String name, String doc, Tsv table, Function<Tsv.Row, String> constant) {
    this.name = name;
    this.doc = doc;
    this.table = table;
    this.constant = constant;
  }

  EnumSource field(String type, String name, String doc, Function<Tsv.Row, String> value) {
    members.add(new Member(type, name, doc, true, value));
    return this;
  }

  EnumSource text(String name, String doc, Function<Tsv.Row, String> value) {
    members.add(new Member("String", name, doc, false, row -> JavaSource.literal(value.apply(row))));
    return this;
  }

  EnumSource optionalText(String name, String doc, Function<Tsv.Row, String> value) {
    members.add(new Member("@Nullable String", name, doc, false, row -> JavaSource.literal(value.apply(row))));
    return this;
  }

  /** A look-up by number, whose keys are Java literals. */
  EnumSource byNumber(String method, String column) {
    lookups.add(new Lookup(
        method, "int", "The constant of this number, or null", row -> List.of("" + row.number(column))));
    return this;
  }

  /** A look-up by name without regard to ASCII case. */
  EnumSource byName(String method, String doc, Function<Tsv.Row, List<String>> names) {
    lookups.add(new Lookup(method, "String", doc, names));
    return this;
  }

  EnumSource description(Function<Tsv.Row, String> value) {
    description = value;
    return this;
  }

  /** Further members, as Java text. */
  EnumSource code(String text) {
    code.add(text);
    return this;
  }

  void write(Path root) throws IOException {
    text("description", "What it means, in one sentence without a full stop", description);
    JavaSource out = new JavaSource(name, table.file().getFileName().toString(), "org.jspecify.annotations.Nullable");
    out.line("/** " + doc + " */");
    out.line("public enum " + name + " {");
    for (int i = 0; i < table.rows().size(); i++) {
      constant(out, table.rows().get(i), i == table.rows().size() - 1 ? ";" : ",");
    }
    constructor(out);
    for (Member member : members) {
      accessor(out, member);
    }
    for (Lookup lookup : lookups) {
      lookup(out, lookup);
    }
    for (String text : code) {
      out.line("");
      text.lines().forEach(line -> out.line(line.isEmpty() ? line : "  " + line));
    }
    out.line("}");
    out.write(root);
  }

  private void constant(JavaSource out, Tsv.Row row, String end) {
    StringJoiner arguments = new StringJoiner(", ", "(", ")");
    for (Member member : members) {
      if (member.field()) {
        arguments.add(member.value().apply(row));
      }
    }
    out.line("  /** " + JavaSource.doc(description.apply(row)) + " */");
    out.line("  " + constant.apply(row) + arguments + end);
  }

  private void constructor(JavaSource out) {
    StringJoiner parameters = new StringJoiner(", ");
    out.line("");
    for (Member member : members) {
      if (member.field()) {
        out.line("  private final " + member.type() + " " + member.name() + ";");
        parameters.add(member.type() + " " + member.name());
      }
    }
    out.line("");
    out.line("  " + name + "(" + parameters + ") {");
    for (Member member : members) {
      if (member.field()) {
        out.line("    this." + member.name() + " = " + member.name() + ";");
      }
    }
    out.line("  }");
  }

  private void accessor(JavaSource out, Member member) {
    out.line("");
    out.line("  /** " + member.doc() + ". */");
    out.line("  public " + member.type() + " " + member.name() + "() {");
    if (member.field()) {
      out.line("    return " + member.name() + ";");
    } else {
      out.line("    switch (ordinal()) {");
      for (int i = 0; i < table.rows().size(); i++) {
        out.line("      case " + i + ": return " + member.value().apply(table.rows().get(i)) + ";");
      }
      out.line("      default: throw new AssertionError(this);");
      out.line("    }");
    }
    out.line("  }");
  }

  private void lookup(JavaSource out, Lookup lookup) {
    boolean text = lookup.parameter().equals("String");
    String parameter = text ? "name" : "number";
    out.line("");
    out.line("  /** " + lookup.doc() + ". */");
    out.line("  public static @Nullable " + name + " " + lookup.method()
        + "(" + lookup.parameter() + " " + parameter + ") {");
    out.line("    switch (" + (text ? "name.toLowerCase(java.util.Locale.ROOT)" : "number") + ") {");
    Map<String, Tsv.Row> seen = new HashMap<>();
    for (Tsv.Row row : table.rows()) {
      Map<String, String> own = new LinkedHashMap<>();
      for (String key : lookup.keys().apply(row)) {
        String folded = text ? key.toLowerCase(java.util.Locale.ROOT) : key;
        own.put(folded, text ? JavaSource.literal(folded) : folded);
        Tsv.Row other = seen.putIfAbsent(folded, row);
        if (other != null && other != row) {
          throw row.fail("has the same " + lookup.method() + " key as line " + other.line() + ": " + key);
        }
      }
      if (!own.isEmpty()) {
        own.values().forEach(key -> out.line("      case " + key + ":"));
        out.line("        return " + constant.apply(row) + ";");
      }
    }
    out.line("      default:");
    out.line("        return null;");
    out.line("    }");
    out.line("  }");
  }
}
