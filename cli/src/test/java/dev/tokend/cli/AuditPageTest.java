package dev.tokend.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** docs/audit.md shows real lines, and has every event. */
class AuditPageTest {
  private static List<String> page() throws IOException {
    return Files.readAllLines(Path.of("../docs/audit.md"));
  }

  @Test
  void every_line_is_one_that_an_authority_wrote() throws Exception {
    List<String> lines = page().stream().filter(line -> line.startsWith("{")).toList();
    assertThat(lines).hasSizeGreaterThan(20).isSubsetOf(FakeEvents.all());
  }

  @Test
  void every_event_has_its_section() throws Exception {
    Set<String> sections = new TreeSet<>();
    for (String line : page()) {
      if (line.startsWith("### ")) {
        sections.addAll(List.of(line.substring(4).split(", ")));
      }
    }
    Set<String> events = new TreeSet<>(Set.of("lines-lost", "connection-refused"));
    for (String line : FakeEvents.all()) {
      events.add(JsonParser.parseString(line).getAsJsonObject().get("event").getAsString());
    }
    assertThat(sections).isEqualTo(events);
  }
}
