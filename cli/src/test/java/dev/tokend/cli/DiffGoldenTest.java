package dev.tokend.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code token diff} over the tokens of the golden files and the worked specs, in every form. */
class DiffGoldenTest {
  private static final List<String> PAIRS = List.of(
      "self pid:1", "pid:4821 tid:4900/4902", "self self", "self self --all", "pid:4821 spec:@c.spec",
      "spec:@a.spec spec:@b.spec", "spec:@b.spec self --all", "spec:@c.spec spec:@c.json");

  private final Path folder;
  private final SpecRuns runs;

  DiffGoldenTest(@TempDir Path folder) {
    this.folder = folder;
    runs = new SpecRuns(folder);
    for (String example : List.of("a", "b", "c")) {
      runs.file(example + ".spec", SpecRuns.worked(example));
    }
    runs.file("c.json", runs.token("spec decode @c.spec").bytes());
  }

  @Test
  void comparisons_are_as_recorded() {
    Map<String, String> forms = Map.of("text", "", "raw", " --raw", "label", " --label", "json", " --json");
    forms.forEach((form, flag) -> {
      StringBuilder transcript = new StringBuilder();
      for (String pair : PAIRS) {
        transcript.append(runs.transcript("diff " + pair + flag).replace(folder + "/", ""));
      }
      Golden.matches(form + "/diff.txt", transcript.toString());
    });
  }

  @Test
  void errors_are_as_recorded() {
    StringBuilder transcript = new StringBuilder();
    for (String line : List.of(
        "diff", "diff self", "diff self self self", "diff self 4821", "diff pid:0 self", "diff self tid:12",
        "diff self spec:", "diff self handle:3", "diff spec:- spec:-", "diff self pin:a/b", "diff self --pid 1 self",
        "diff self spec:@nothing.spec", "diff self spec:@c.txt", "diff spec:@c.bad self --json")) {
      runs.file("c.txt", "{\"version\": 2}").file("c.bad", new byte[] {2, 0, 0, 0});
      transcript.append(runs.transcript(line));
    }
    Golden.matches("diff-errors.txt", transcript.toString());
  }
}
