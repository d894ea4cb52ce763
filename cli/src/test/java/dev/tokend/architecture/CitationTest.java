package dev.tokend.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Every section that a comment cites exists. */
class CitationTest {
  private static final List<String> PAGES =
      List.of("tokens", "formats", "access-check", "security-descriptors", "conditional-expressions");

  /** The page, then one section or several: "tokens §9.2", "tokens §9.2 and §10", "formats §2, §3". */
  private static final Pattern CITATION = Pattern.compile(
      "(\\S+|KACS v0\\.22|KACS) (§ ?\\d+(?:\\.\\d+)*(?:(?:, | and |, and | or | to |-|–)§ ?\\d+(?:\\.\\d+)*)*)");

  private static final Pattern SECTION = Pattern.compile("§ ?(\\d+(?:\\.\\d+)*)");

  private static Set<String> lines(String resource) throws IOException {
    Set<String> lines = new LinkedHashSet<>();
    for (String line : Files.readAllLines(
        Repository.root().resolve("cli/src/test/resources/architecture").resolve(resource))) {
      if (!line.startsWith("#") && !line.isBlank()) {
        lines.add(line);
      }
    }
    return lines;
  }

  /** One line of text: wrapped comments joined, so that a citation may span lines. */
  private static String joined(String source) {
    return source.replaceAll("\\s*\\n\\s*(?:\\*|//)?\\s*", " ");
  }

  private static List<String> unknown(String text, Set<String> spec, Set<String> kacs) {
    List<String> unknown = new ArrayList<>();
    Matcher citation = CITATION.matcher(text);
    while (citation.find()) {
      String page = citation.group(1).replaceAll("^[^A-Za-z]+", "");
      boolean isKacs = page.startsWith("KACS") || page.equals("v0.22") || page.endsWith("(PSD-004)");
      Matcher section = SECTION.matcher(citation.group(2));
      while (section.find()) {
        String number = section.group(1);
        if (isKacs ? !kacs.contains(number) : PAGES.contains(page) && !spec.contains(page + " " + number)) {
          unknown.add(page + " §" + number);
        }
      }
    }
    return unknown;
  }

  @Test
  void every_cited_section_exists() throws IOException {
    Set<String> spec = lines("spec-sections.txt");
    Set<String> kacs = lines("kacs-sections.txt");
    List<String> wrong = new ArrayList<>();
    for (Path file : Repository.textFiles()) {
      if (file.endsWith("CitationTest.java")) {
        continue;
      }
      for (String citation : unknown(joined(Files.readString(file)), spec, kacs)) {
        wrong.add(Repository.root().relativize(file) + ": " + citation);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void a_wrong_citation_is_found() throws IOException {
    Set<String> spec = lines("spec-sections.txt");
    Set<String> kacs = lines("kacs-sections.txt");
    assertThat(unknown("see (tokens §9.2, §99) and KACS v0.22 §10.99", spec, kacs))
        .containsExactly("tokens §99", "KACS v0.22 §10.99");
    assertThat(unknown(joined("// (formats\n  // §77)"), spec, kacs)).containsExactly("formats §77");
    assertThat(unknown("tokens §9.2, §10.4 and formats §8; KACS v0.22 §10.3", spec, kacs)).isEmpty();
  }

  @Test
  void the_list_of_sections_is_that_of_the_pages() throws IOException {
    Path pages = Path.of(System.getProperty("tokend.spec", Repository.root().resolve("../shared/spec").toString()));
    Assumptions.assumeTrue(Files.isDirectory(pages), "the specification pages are not beside this working copy");
    Set<String> sections = new LinkedHashSet<>();
    for (String page : PAGES) {
      Matcher heading = Pattern.compile("(?m)^#{2,4} (\\d+(?:\\.\\d+)*)\\.? ")
          .matcher(Files.readString(pages.resolve(page + ".md")));
      while (heading.find()) {
        sections.add(page + " " + heading.group(1));
      }
    }
    assertThat(lines("spec-sections.txt")).containsExactlyElementsOf(sections);
  }
}
