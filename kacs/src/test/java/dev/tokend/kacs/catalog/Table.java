package dev.tokend.kacs.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A catalogue table as it stands on the class path, read without the generator's code. */
final class Table {
  /** Every table of the catalogue. */
  static final List<String> NAMES = List.of(
      "access-rights", "ace-flags", "ace-types", "audit-policies", "claim-flags", "claim-types", "elevation-types",
      "errno",
      "generic-mappings", "group-attributes", "impersonation-levels", "integrity-levels", "linux-capabilities",
      "logon-types", "mandatory-policies", "object-ace-flags", "privilege-attributes", "privileges", "query-classes",
      "sd-control-flags", "sddl-domain-aliases", "token-types", "well-known-sids");

  private Table() {}

  static String resource(String name) {
    return "/dev/tokend/kacs/catalog/" + name + ".tsv";
  }

  static List<Map<String, String>> rows(String name) {
    try (InputStream in = Table.class.getResourceAsStream(resource(name))) {
      String[] lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n");
      String[] header = lines[0].split("\t");
      List<Map<String, String>> rows = new ArrayList<>();
      for (String line : Arrays.asList(lines).subList(1, lines.length)) {
        String[] values = line.split("\t", -1);
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < header.length; i++) {
          row.put(header[i], values[i]);
        }
        rows.add(row);
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static int number(Map<String, String> row, String column) {
    return (int) (long) Long.decode(row.get(column));
  }

  static String orNull(String value) {
    return value.equals("-") ? null : value;
  }

  static List<String> list(String value) {
    return value.equals("-") ? List.of() : List.of(value.split(","));
  }
}
