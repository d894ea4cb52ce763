package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.cli.manual.AuthorityPage;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page tokend(8) says of the flags what {@code tokend --help} says. */
class AuthorityManualTest {
  private static final Pattern OPTION = Pattern.compile("(?m)^ {2}(--[a-z]+(?: [A-Z]+)?) {2,}(.*(?:\\n {19}.*)*)$");
  private static final Pattern ITEM = Pattern.compile("(?m)^\\.TP\\n\\.B \"(--.*)\"\\n(.*)$");

  @Test
  void the_flags_are_those_of_its_help() throws Exception {
    try (Sandbox sandbox = Sandbox.create()) {
      String help = sandbox.run(sandbox.java("dev.tokend.authority.Tokend", "--help")).out();
      List<String> said = rows(OPTION, help);
      assertThat(said).hasSizeGreaterThan(5);
      assertThat(rows(ITEM, AuthorityPage.page().replace("\\-", "-").replace("\\(aq", "'"))).isEqualTo(said);
    }
  }

  private static List<String> rows(Pattern pattern, String text) {
    List<String> rows = new ArrayList<>();
    Matcher row = pattern.matcher(text);
    while (row.find()) {
      rows.add(row.group(1) + ": " + row.group(2).replaceAll("\\s+", " "));
    }
    return rows;
  }
}
