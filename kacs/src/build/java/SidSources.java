import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes the table behind {@code WellKnownSids}. Exact rows become switches on the SID's text; rows of a domain with a
 * fixed last number become a switch on that number; the few other patterns are grouped by authority and length.
 */
final class SidSources {
  private static final String DOMAIN_PREFIX = "S-1-5-21-{domain}-";

  private final Tsv table;

  SidSources(Tsv table) {
    this.table = table;
  }

  /** A Java expression for the SID. */
  static String construct(String sid) {
    String[] parts = sid.split("-");
    return "dev.tokend.kacs.sid.Sid.of(" + List.of(parts).subList(2, parts.length).stream()
        .map(part -> Long.parseLong(part) > Integer.MAX_VALUE ? "(int) " + part + "L" : part)
        .collect(Collectors.joining(", ")) + ")";
  }

  void write(Path root) throws IOException {
    List<Tsv.Row> exact = table.rows().stream().filter(row -> !row.get("sid").contains("{")).toList();
    List<Tsv.Row> domain = table.rows().stream().filter(SidSources::isDomainRid).toList();
    List<Tsv.Row> patterns =
        table.rows().stream().filter(row -> row.get("sid").contains("{") && !isDomainRid(row)).toList();
    JavaSource out =
        new JavaSource("WellKnownSidTable", table.file().getFileName().toString(), "org.jspecify.annotations.Nullable");
    out.line("/** The rows behind {@link WellKnownSids}. */");
    out.line("final class WellKnownSidTable {");
    out.line("  private static final String[] NONE = {};");
    out.line("");
    out.line("  private WellKnownSidTable() {}");
    textSwitch(out, "label", exact, row -> row.get("sid"), row -> row.get("label"));
    textSwitch(out, "description", exact, row -> row.get("sid"), row -> row.get("description"));
    textSwitch(out, "alias", exact, row -> row.get("sid"), row -> row.optional("sddl_alias"));
    textSwitch(out, "sidByAlias", exact, row -> row.optional("sddl_alias"), row -> row.get("sid"));
    textSwitch(out, "sidByLabel", exact, row -> row.get("label").toLowerCase(Locale.ROOT), row -> row.get("sid"));
    textSwitch(out, "sidByLastPart", exact, lastParts(exact), row -> row.get("sid"));
    ridSwitch(out, "domainLabel", domain, "label");
    ridSwitch(out, "domainDescription", domain, "description");
    patterns(out, patterns);
    out.line("}");
    out.write(root);
  }

  private static boolean isDomainRid(Tsv.Row row) {
    return row.get("sid").startsWith(DOMAIN_PREFIX) && !row.get("sid").endsWith("}");
  }

  /** What follows the backslash of a label, in lower case; null where there is none or several rows share it. */
  private static Function<Tsv.Row, String> lastParts(List<Tsv.Row> rows) {
    Map<String, Integer> uses = new HashMap<>();
    for (Tsv.Row row : rows) {
      uses.merge(lastPart(row), 1, Integer::sum);
    }
    return row -> row.get("label").contains("\\") && uses.get(lastPart(row)) == 1 ? lastPart(row) : null;
  }

  private static String lastPart(Tsv.Row row) {
    String label = row.get("label").toLowerCase(Locale.ROOT);
    return label.substring(label.lastIndexOf('\\') + 1);
  }

  private static void textSwitch(
      JavaSource out,
      String method,
      List<Tsv.Row> rows,
      Function<Tsv.Row, String> key,
      Function<Tsv.Row, String> value) {
    out.line("");
    out.line("  static @Nullable String " + method + "(String key) {");
    out.line("    switch (key) {");
    for (Tsv.Row row : rows) {
      if (key.apply(row) != null && value.apply(row) != null) {
        out.line("      case " + JavaSource.literal(key.apply(row)) + ": return "
            + JavaSource.literal(value.apply(row)) + ";");
      }
    }
    out.line("      default: return null;");
    out.line("    }");
    out.line("  }");
  }

  private static void ridSwitch(JavaSource out, String method, List<Tsv.Row> rows, String column) {
    out.line("");
    out.line("  static @Nullable String " + method + "(int rid) {");
    out.line("    switch (rid) {");
    for (Tsv.Row row : rows) {
      out.line("      case " + row.get("sid").substring(DOMAIN_PREFIX.length()) + ": return "
          + JavaSource.literal(row.get(column)) + ";");
    }
    out.line("      default: return null;");
    out.line("    }");
    out.line("  }");
  }

  /** Triples of pattern, label and description, fewest placeholders first. */
  private static void patterns(JavaSource out, List<Tsv.Row> rows) {
    Map<String, List<Tsv.Row>> byShape = new LinkedHashMap<>();
    List<Tsv.Row> sorted = new ArrayList<>(rows);
    sorted.sort(java.util.Comparator.comparingInt(row -> row.get("sid").split("\\{", -1).length));
    for (Tsv.Row row : sorted) {
      String[] parts = row.get("sid").replace("{domain}", "{d1}-{d2}-{d3}").split("-");
      byShape.computeIfAbsent(Long.parseLong(parts[2]) + "/" + (parts.length - 3), shape -> new ArrayList<>()).add(row);
    }
    out.line("");
    out.line("  static String[] patterns(String shape) {");
    out.line("    switch (shape) {");
    byShape.forEach((shape, ofShape) -> {
      out.line("      case " + JavaSource.literal(shape) + ":");
      out.line("        return new String[] {");
      for (Tsv.Row row : ofShape) {
        out.line("          " + JavaSource.literal(row.get("sid").replace("{domain}", "{d1}-{d2}-{d3}")) + ", "
            + JavaSource.literal(row.get("label")) + ", " + JavaSource.literal(row.get("description")) + ",");
      }
      out.line("        };");
    });
    out.line("      default:");
    out.line("        return NONE;");
    out.line("    }");
    out.line("  }");
  }
}
