package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What these pages show is what really happens to alice ($), bob (bob$) and root (#); {@code -Dgolden.update} writes them
 * anew. Where there is no alice of the pages' number, daemon plays her, and bin plays bob.
 */
class PagesTest {
  private static final Path ROOT = Path.of("..");
  private static final User ALICE = present(User.ALICE) ? User.ALICE : User.DAEMON;
  private static final User BOB = present(User.BOB) ? User.BOB : User.BIN;

  /** What their commands show takes a root of its own, or many minutes: these scripts do it. */
  private static final Map<String, String> BY_SCRIPT =
      Map.of("durability.md", "bench/durability", "installing.md", "dist/try", "performance.md", "bench/run");

  private static boolean present(User user) {
    try {
      String line = user.name() + ":x:" + user.uid() + ":" + user.uid() + ":";
      return Files.readAllLines(Path.of("/etc/passwd")).stream().anyMatch(entry -> entry.startsWith(line));
    } catch (IOException e) {
      return false;
    }
  }

  @ParameterizedTest
  @CsvSource({"docs/denied.md, 11", "docs/for-unix-people.md, 7", "README.md, 16", "docs/projection.md, 12",
      "docs/kacs-programs.md, 5"})
  @Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void a_page_shows_what_happens(String name, int commands) throws Exception {
    Path file = ROOT.resolve(name);
    String page = Files.readString(file);
    try (Sandbox sandbox = Sandbox.create()) {
      RunsAsRoot.required();
      Path machine = sandbox.startMachine();
      Path folder = Files.createDirectory(sandbox.folder().resolve("page"));
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
      Files.createSymbolicLink(folder.resolve("token"), sandbox.launcher());
      if (page.contains("./demo")) {
        makePrograms(CPrograms.in(sandbox), folder);
      }
      try (Terminal alice = terminal(new Shell(sandbox, machine, asAlice(name)), folder);
          Terminal bob = terminal(Shell.of(BOB, sandbox, machine), folder);
          Terminal root = terminal(Shell.ofRoot(sandbox, machine), folder)) {
        PlayedPage played = new PlayedPage(asPlayed(page), Map.of("$", alice, "bob$", bob, "#", root), PagesTest::isTyped);
        String real = asWritten(played.play());
        if (System.getProperty("golden.update") != null && ALICE == User.ALICE && !alike(real).equals(alike(page))) {
          Files.writeString(file, real);
        }
        assertThat(played.commands()).isEqualTo(commands);
        assertThat(alike(real)).isEqualTo(alike(Files.readString(file)));
      }
    }
  }

  private static void makePrograms(CPrograms programs, Path folder) throws Exception {
    for (String name : List.of("demo", "handover")) {
      Path program = Path.of(programs.program(name));
      Files.createSymbolicLink(folder.resolve(name), program);
      Files.createSymbolicLink(folder.resolve(name + ".c"), program.resolveSibling(name + ".c"));
    }
  }

  @Test
  void every_page_with_a_command_is_held_by_a_test() throws IOException {
    StringBuilder tests = new StringBuilder();
    try (Stream<Path> sources = Files.walk(Path.of("src/test/java"))) {
      for (Path source : sources.filter(file -> file.toString().endsWith("Test.java")).toList()) {
        tests.append(Files.readString(source));
      }
    }
    try (Stream<Path> pages = Stream.concat(Files.list(ROOT.resolve("docs")), Stream.of(ROOT.resolve("README.md")))) {
      for (Path page : pages.filter(file -> file.toString().endsWith(".md")).toList()) {
        String text = Files.readString(page);
        String script = BY_SCRIPT.get(page.getFileName().toString());
        if (script != null) {
          assertThat(text).contains(script);
          assertThat(ROOT.resolve(script)).isExecutable();
        } else if (text.lines().anyMatch(line -> line.matches("( {4})?(\\$|root#|alice\\$) \\S.*"))) {
          assertThat(tests).as(page.toString()).containsPattern("[/\"]" + Pattern.quote(page.getFileName() + ""));
        }
      }
    }
  }

  /** What needs nothing that is not there, and ends. */
  private static boolean isTyped(String command) {
    boolean there = !command.contains("socat") || Files.isExecutable(Path.of("/usr/bin/socat"));
    return there && !command.contains("tokend --machine") && !command.contains("systemctl")
        && !command.contains("authority install");
  }

  /** On the page about what Linux enforces she is in a group more. */
  private static List<String> asAlice(String page) {
    String groups = page.contains("projection") ? "--groups=27," + ALICE.uid() : "--clear-groups";
    return List.of("setpriv", "--reuid=" + ALICE.uid(), "--regid=" + ALICE.uid(), groups, "--");
  }

  private static Terminal terminal(Shell shell, Path folder) throws IOException {
    return new Terminal(shell.command("exec sh"), folder);
  }

  private static String asPlayed(String page) {
    return ALICE == User.ALICE ? page : page.replace("1001", Integer.toString(ALICE.uid()));
  }

  /** As the page has it that alice made; only where another one played her. */
  private static String asWritten(String real) {
    if (ALICE == User.ALICE) {
      return real;
    }
    String uid = Integer.toString(ALICE.uid());
    String named = real.replace(ALICE.name(), "alice").replaceAll("(S-1-22-[12]-|[a-z]=)" + uid + "\\b", "$11001");
    Matcher ids = Pattern.compile("(?m)^(?:Uid|Gid|Groups):.*$").matcher(named);
    return ids.replaceAll(line -> line.group().replaceAll("\\b" + uid + "\\b", "1001"));
  }

  /**
   * Without what is another each time or on each machine: times, which capabilities there are, numbers of processes,
   * sessions and tokens, and how wide columns are.
   */
  private static String alike(String text) {
    return text
        .replaceAll("\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?( UTC|Z)?", "TIME")
        .replaceAll("\\b(?!0{16})[0-9a-f]{16}\\b", "MASK")
        .replaceAll("\\b[1-9]\\d{2,}\\b", "N")
        .replaceAll(ALICE == User.ALICE ? " +" : "\\s+", " ");
  }
}
