package dev.tokend.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.cli.view.FlagNames;
import dev.tokend.kacs.catalog.ElevationType;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.IntegrityLevel;
import dev.tokend.kacs.catalog.LogonType;
import dev.tokend.kacs.catalog.TokenType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/words.md has the words that a person meets, and its pages are there. */
class WordsPageTest {
  private static final Path DOCS = Path.of("../docs");
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (`.*?`) \\| .+ \\| \\[([a-z-]+\\.md)\\]\\(([a-z-]+\\.md)(?:#(.*))?\\) \\|$");
  private static final Pattern WORD = Pattern.compile("`([^`]+)`");

  /** The sections of {@code show --all} whose lines begin with a word of the command's. */
  private static final Set<String> LABELLED =
      Set.of("Principal", "Restriction", "Confinement", "Logon", "Token", "Linux projection");

  private static Set<String> words() throws IOException {
    Set<String> words = new TreeSet<>();
    Matcher row = ROW.matcher(Files.readString(DOCS.resolve("words.md")));
    while (row.find()) {
      Matcher word = WORD.matcher(row.group(1));
      while (word.find()) {
        words.add(word.group(1));
      }
    }
    return words;
  }

  @Test
  void the_labels_of_a_token_and_of_a_verdict_are_there() throws IOException {
    Set<String> labels = new TreeSet<>();
    String section = "";
    for (String line : Files.readAllLines(GOLDEN.resolve("text/show-all.txt"))) {
      if (!line.startsWith(" ") && !line.startsWith("$") && !line.isEmpty()) {
        section = line.replaceAll(" \\(.*", "");
      } else if (LABELLED.contains(section) && line.matches(" {2}[a-z][A-Za-z -]*? {2,}\\S.*")) {
        labels.add(line.strip().replaceAll(" {2,}.*", ""));
      }
    }
    assertThat(labels).hasSizeGreaterThan(25);
    for (String line : Files.readAllLines(GOLDEN.resolve("check/verdict.txt"))) {
      if (line.matches("[a-z][a-z ]*? {2,}\\S.*")) {
        labels.add(line.replaceAll(" {2,}.*", ""));
      }
    }
    assertThat(labels).contains("verdict", "asked for");
    assertThat(words()).containsAll(labels);
  }

  @Test
  void every_enumeration_of_a_token_is_there() throws IOException {
    Stream<Enum<?>> constants =
        Stream.of(
                Arrays.stream(IntegrityLevel.values()),
                Arrays.stream(ImpersonationLevel.values()),
                Arrays.stream(ElevationType.values()),
                Arrays.stream(TokenType.values()),
                Arrays.stream(LogonType.values()).filter(LogonType::validInKacs))
            .flatMap(each -> each);
    assertThat(words()).containsAll(constants.map(FlagNames::word).toList());
    assertThat(words()).containsAll(FlagNames.mandatoryPolicy(3)).containsAll(FlagNames.auditPolicy(15));
    assertThat(words()).containsAll(FlagNames.groupAttributes(0xE000_005F)).contains("bound", "restricted", "confined");
  }

  @Test
  void every_page_and_every_section_is_there() throws IOException {
    Matcher row = ROW.matcher(Files.readString(DOCS.resolve("words.md")));
    int rows = 0;
    while (row.find()) {
      assertThat(row.group(2)).isEqualTo(row.group(3));
      List<String> lines = Files.readAllLines(DOCS.resolve(row.group(3)));
      if (row.group(4) != null) {
        assertThat(lines.stream().filter(line -> line.startsWith("## ")).map(WordsPageTest::anchor))
            .as(row.group(3))
            .contains(row.group(4));
      }
      rows++;
    }
    assertThat(rows).isEqualTo(
        (int) Files.readAllLines(DOCS.resolve("words.md")).stream().filter(line -> line.startsWith("| `")).count());
  }

  private static String anchor(String heading) {
    return heading.substring(3).toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
  }
}
