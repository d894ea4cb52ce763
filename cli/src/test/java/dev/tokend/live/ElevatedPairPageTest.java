package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What docs/elevated-pairs.md shows is what really happens; {@code -Dgolden.update} writes it anew. Numbers that are
 * others each time may differ; where there is no user alice of the page's number, another one plays her.
 */
class ElevatedPairPageTest {
  private static final Path PAGE = Path.of("../docs/elevated-pairs.md");
  private static final User ALICE = new User("alice", 1001);
  private static final Pattern BLOCK = Pattern.compile("(?s)```\\n(root# .*?|alice\\$ .*?)```\\n");

  /** A command, with the lines of a here-document, and what the page shows below it. */
  private static final Pattern STEP =
      Pattern.compile(
          "(?m)^(root#|alice\\$) (.*<<SPEC\\n(?:.*\\n)*?SPEC|.*)\\n((?:(?!root# |alice\\$ ).*\\n)*)");

  private static Sandbox sandbox;
  private static Path machine;
  private static User user;

  @BeforeAll
  static void start() throws IOException {
    sandbox = Sandbox.create();
    RunsAsRoot.required();
    machine = sandbox.startMachine();
    boolean alice = Files.readAllLines(Path.of("/etc/passwd")).stream().anyMatch(a -> a.startsWith("alice:x:1001:1001:"));
    user = alice ? ALICE : User.DAEMON;
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  @Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void the_page_shows_what_happens() throws Exception {
    String page = Files.readString(PAGE);
    Path folder = Files.createDirectory(sandbox.folder().resolve("page"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    List<String> shell = Shell.ofRoot(sandbox, machine).command("exec sh");
    StringBuilder real = new StringBuilder();
    int blocks = 0;
    try (Terminal root = new Terminal(shell, folder);
        Terminal other = new Terminal(shell, folder)) {
      Matcher block = BLOCK.matcher(page);
      while (block.find()) {
        block.appendReplacement(real, Matcher.quoteReplacement("```\n" + played(root, other, block.group(1)) + "```\n"));
        blocks++;
      }
      block.appendTail(real);
    }
    assertThat(blocks).isEqualTo(13);
    if (System.getProperty("golden.update") != null && user == ALICE && !alike(real.toString()).equals(alike(page))) {
      Files.writeString(PAGE, real.toString());
    }
    assertThat(alike(real.toString())).isEqualTo(alike(Files.readString(PAGE)));
  }

  /** The block with what its commands really say. */
  private static String played(Terminal root, Terminal other, String block) throws IOException {
    StringBuilder played = new StringBuilder();
    Matcher step = STEP.matcher(block);
    while (step.find()) {
      String command = step.group(2);
      played.append(step.group(1)).append(' ').append(command).append('\n');
      if (command.endsWith("-- sh") || command.equals("exit")) {
        other.handOver(asUser(command));
      } else {
        Terminal terminal = step.group(1).equals("root#") ? root : other;
        played.append(asAlice(terminal.says(asUser(command))));
      }
    }
    return played.toString();
  }

  private static String asUser(String command) {
    return command.replace("alice", user.name()).replace("1001", Integer.toString(user.uid()));
  }

  private static String asAlice(String said) {
    if (user == ALICE) {
      return said;
    }
    String uid = Integer.toString(user.uid());
    String named = said.replace(user.name(), "alice").replaceAll("(S-1-22-[12]-|[a-z]=)" + uid + "\\b", "$11001");
    Matcher ids = Pattern.compile("(?m)^(?:Uid|Gid|Groups):.*$").matcher(named);
    return ids.replaceAll(line -> line.group().replaceAll("\\b" + uid + "\\b", "1001"));
  }

  /** Without what is another each time: times, numbers of processes, sessions and tokens, and where lines are broken. */
  private static String alike(String text) {
    return text
        .replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC", "TIME")
        .replaceAll("\\b[1-9]\\d{2,}\\b", "N")
        .replaceAll(user == ALICE ? " +" : "\\s+", " ");
  }
}
