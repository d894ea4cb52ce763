package dev.tokend.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/access-check.md shows is what the command prints; {@code -Dgolden.update} writes it anew. */
class AccessCheckPageTest {
  private static final Path PAGE = Path.of("../docs/access-check.md");
  private static final Pattern BLOCK = Pattern.compile("(?s)```\\n(\\$ .*?)```\\n");

  /** A command line, and what the page shows below it. */
  private static final Pattern STEP = Pattern.compile("(?m)^\\$ (.*)\\n((?:(?!\\$ ).*\\n)*)");

  @TempDir private Path folder;

  @Test
  void the_page_shows_what_the_command_prints() throws IOException {
    String page = Files.readString(PAGE);
    ObjectRuns runs = new ObjectRuns(folder);
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
    assertThat(blocks).isEqualTo(6);
    assertThat(real.toString()).isEqualTo(Files.readString(PAGE));
  }

  /** The block with what its commands really print; {@code cat} makes a file. */
  private static String played(ObjectRuns runs, String block) {
    StringBuilder played = new StringBuilder();
    Matcher step = STEP.matcher(block);
    while (step.find()) {
      String line = step.group(1);
      played.append("$ ").append(line).append('\n');
      if (line.startsWith("cat ")) {
        runs.file(line.substring("cat ".length()), step.group(2));
        played.append(step.group(2));
      } else {
        assertThat(line).startsWith("token ");
        Outcome outcome = runs.run(line.substring("token ".length()), new byte[0]);
        played.append(outcome.out()).append(outcome.err());
      }
    }
    return played.toString();
  }
}
