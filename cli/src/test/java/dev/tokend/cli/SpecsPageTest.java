package dev.tokend.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.surface.spec.TokenSpecField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/specs.md shows is what the command prints; {@code -Dgolden.update} writes it anew. */
class SpecsPageTest {
  private static final Path PAGE = Path.of("../docs/specs.md");
  private static final Pattern BLOCK = Pattern.compile("(?s)```\\n(\\$ .*?)```\\n");
  private static final Pattern COMMAND = Pattern.compile("(?m)^\\$ (.*)\\n");

  @TempDir private Path folder;

  @Test
  void the_page_shows_what_the_command_prints() throws IOException {
    String page = Files.readString(PAGE);
    SpecRuns runs = new SpecRuns(folder).file("b.spec", SpecRuns.worked("b"));
    StringBuilder real = new StringBuilder();
    Matcher block = BLOCK.matcher(page);
    int blocks = 0;
    while (block.find()) {
      block.appendReplacement(real, Matcher.quoteReplacement("```\n" + played(runs, block.group(1)) + "```\n"));
      blocks++;
    }
    block.appendTail(real);
    if (System.getProperty("golden.update") != null) {
      Files.writeString(PAGE, real.toString());
    }
    assertThat(blocks).isEqualTo(4);
    assertThat(real.toString()).isEqualTo(Files.readString(PAGE));
  }

  /** The block with what its commands really print: {@code cat} makes a file, {@code >} writes one. */
  private static String played(SpecRuns runs, String block) {
    StringBuilder played = new StringBuilder();
    Matcher command = COMMAND.matcher(block);
    int end = block.length();
    List<int[]> at = new ArrayList<>();
    while (command.find()) {
      at.add(new int[] {command.start(), command.end()});
    }
    for (int i = 0; i < at.size(); i++) {
      String line = block.substring(at.get(i)[0] + 2, at.get(i)[1] - 1);
      String shown = block.substring(at.get(i)[1], i + 1 < at.size() ? at.get(i + 1)[0] : end);
      played.append("$ ").append(line).append('\n').append(output(runs, line, shown));
    }
    return played.toString();
  }

  private static String output(SpecRuns runs, String line, String shown) {
    if (line.startsWith("cat ")) {
      runs.file(line.substring(4), shown);
      return shown;
    }
    String[] parts = line.split(" > ");
    SpecRuns.Run run = runs.token(parts[0].substring("token ".length()).replaceAll("(\\S+\\.\\w+)", "@$1"));
    if (parts.length == 2) {
      assertThat(run.status()).as(line).isZero();
      runs.file(parts[1], run.bytes());
      return "";
    }
    return run.out() + run.err();
  }

  @Test
  void the_page_names_every_field() throws IOException {
    String page = Files.readString(PAGE);
    for (TokenSpecField field : TokenSpecField.values()) {
      assertThat(page).containsPattern("(?m)^\\|.*`" + field.json() + "`.*\\|.*\\|.*\\|$");
    }
  }
}
