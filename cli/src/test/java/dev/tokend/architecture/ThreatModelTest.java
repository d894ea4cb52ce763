package dev.tokend.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

/** docs/threat-model.md names tests that are there, and for each a patch that takes out what the test shows. */
class ThreatModelTest {
  private static final Path PATCHES = Repository.root().resolve("bench/protections");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| .+ \\| `(\\w+)\\.(\\w+)` \\| `([a-z-]+)` \\|$");

  private record Promise(String testClass, String method, String patch) {}

  private static List<Promise> promises() throws IOException {
    List<Promise> promises = new ArrayList<>();
    Matcher rows = ROW.matcher(Files.readString(Repository.root().resolve("docs/threat-model.md")));
    while (rows.find()) {
      promises.add(new Promise(rows.group(1), rows.group(2), rows.group(3)));
    }
    assertThat(promises).hasSizeGreaterThan(20);
    return promises;
  }

  private static String patch(String name) throws IOException {
    return Files.readString(PATCHES.resolve(name + ".patch"));
  }

  @Test
  void every_promise_names_a_test_that_is_there() throws Exception {
    List<Path> sources = Repository.textFiles();
    for (Promise promise : promises()) {
      List<Path> found =
          sources.stream().filter(file -> file.endsWith(promise.testClass() + ".java")).toList();
      StringBuilder text = new StringBuilder();
      for (Path file : found) {
        text.append(Files.readString(file));
      }
      assertThat(text)
          .as(promise.testClass())
          .containsPattern("@(Test|ParameterizedTest)[^;]*?\\n  void " + promise.method() + "\\(");
    }
  }

  @Test
  void every_patch_stands_for_one_promise_and_names_its_test() throws Exception {
    List<String> named = new ArrayList<>();
    for (Promise promise : promises()) {
      named.add(promise.patch() + ".patch");
      assertThat(patch(promise.patch())).contains("\ntest: " + promise.testClass() + "." + promise.method() + "\n");
    }
    try (Stream<Path> files = Files.list(PATCHES)) {
      assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".patch")))
          .containsExactlyInAnyOrderElementsOf(named);
    }
  }

  @Test
  void every_patch_still_applies() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/patch")), "needs patch");
    for (Promise promise : promises()) {
      Process process =
          new ProcessBuilder("patch", "--dry-run", "--force", "--fuzz=0", "-p1")
              .directory(Repository.root().toFile())
              .redirectInput(PATCHES.resolve(promise.patch() + ".patch").toFile())
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes());
      assertThat(process.waitFor()).as(promise.patch() + ": " + said).isZero();
    }
  }

  @Test
  void the_picture_is_one_and_loads_nothing() throws Exception {
    Path picture = Repository.root().resolve("docs/threat-model.svg");
    assertThat(DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(picture.toFile())
            .getDocumentElement().getTagName())
        .isEqualTo("svg");
    assertThat(Files.readString(picture)).doesNotContain("href", "@import", "<script", "<image");
  }
}
