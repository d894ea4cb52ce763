package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every command line of docs/run-with-less.md prints what the page shows. */
class RunWithLessPageTest {
  private static final Path PAGE = Path.of("../docs/run-with-less.md");
  private static final Pattern BLOCK = Pattern.compile("(?s)```\\n([$#] .*?)```\\n");

  /** A command line of a user ($) or root (#), and what the page shows below it. */
  private static final Pattern STEP = Pattern.compile("(?m)^([$#]) (.*)\\n((?:(?![$#] ).*\\n)*)");

  /** The number that the page has for the process of the same user. */
  private static final String SLEEPER = "4821";

  private static Sandbox sandbox;
  private static Shell daemon;
  private static Shell root;
  private static Process sleeper;

  @BeforeAll
  static void start() throws IOException {
    sandbox = Sandbox.create();
    RunsAsRoot.required();
    Path machine = sandbox.startMachine();
    daemon = Shell.of(User.DAEMON, sandbox, machine);
    root = Shell.ofRoot(sandbox, machine);
    Path rootId = Files.copy(Path.of("/usr/bin/id"), sandbox.folder().resolve("root-id"));
    Files.setAttribute(rootId, "unix:mode", 04755);
    sleeper = sandbox.waiting(daemon.command("exec sleep 600"));
  }

  @AfterAll
  static void stop() {
    if (sleeper != null) {
      sleeper.destroyForcibly();
    }
    sandbox.close();
  }

  @Test
  void the_page_shows_what_the_command_prints() throws Exception {
    String page = Files.readString(PAGE);
    StringBuilder real = new StringBuilder();
    Matcher block = BLOCK.matcher(page);
    int blocks = 0;
    while (block.find()) {
      block.appendReplacement(real, Matcher.quoteReplacement("```\n" + played(block.group(1)) + "```\n"));
      blocks++;
    }
    block.appendTail(real);
    if (System.getProperty("golden.update") != null) {
      Files.writeString(PAGE, real.toString());
    }
    assertThat(blocks).isEqualTo(9);
    assertThat(real.toString()).isEqualTo(Files.readString(PAGE));
  }

  private static String played(String block) throws Exception {
    StringBuilder played = new StringBuilder();
    Matcher step = STEP.matcher(block);
    while (step.find()) {
      Shell shell = step.group(1).equals("#") ? root : daemon;
      String pid = Long.toString(sleeper.pid());
      String line = "cd " + sandbox.folder() + "; exec 2>&1; " + step.group(2).replace(SLEEPER, pid);
      String printed = shell.run(line).out().replaceAll("\\b" + pid + "\\b", SLEEPER)
          .replaceAll("of handle \\d+", "of handle 11");
      played.append(step.group(1)).append(' ').append(step.group(2)).append('\n').append(printed);
    }
    return played.toString();
  }
}
