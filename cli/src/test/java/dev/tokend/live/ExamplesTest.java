package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.cli.command.Command;
import dev.tokend.cli.command.CommandTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example of every help page does what it says, by root at the machine's authority. */
class ExamplesTest {
  private static final Path SETUP = Path.of("src/test/resources/stories/examples.sh");

  /** What an example says of a process is said of one that has the limited token of an elevation pair. */
  private static final String PROCESS = "4821";

  private static final String USER = "1001";

  /**
   * What is not success: the answer of a check or a comparison, the end of patience with what never ends, and that what
   * the tests run is no installation that could be copied.
   */
  private static final Map<String, Integer> STATUS = Map.of(
      "token check 'O:BAD:(A;;FR;;;BU)' --access FW", 3,
      "token check @report.sd --access read --pid 4821 --explain", 3,
      "token authority events --follow", 124,
      "token check @report.sd --access read --html", 3,
      "token authority install", 5,
      "token watch --pid 4821", 124,
      "token watch --pid 4821 --tid 4830 --json", 124,
      "token diff self pid:4821", 6,
      "token diff spec:alice.json pid:4821 --json", 6);

  /** What has to be there, or to stand around an example ($0). */
  private static final Map<String, String> SURROUNDINGS = Map.ofEntries(
      Map.entry("token authority events --follow", "timeout 2 $0"),
      // Into a tree: the machine of the tests stays as it is.
      Map.entry("token authority install", "mkdir -p tree; $0 --root $PWD/tree"),
      Map.entry("token kacs -- ./server", "ln -sf /bin/true server; $0"),
      Map.entry("token watch --pid 4821", "timeout 2 $0"),
      Map.entry("token watch --pid 4821 --tid 4830 --json", "timeout 2 token watch --pid 4821 --tid 4821 --json"),
      Map.entry("token adjust groups 7=disabled -- sh", "token install alice.json -- $0"),
      Map.entry("token spec encode alice.json", "$0 >made.spec"),
      Map.entry("token spec encode --logon-session -", "$0 <session.json >made.spec"),
      Map.entry("token impersonate --peer 3 -- sh", Perl.peerOfItself(true)
          .replace("if (!$child) {", "if (!$child) { $) = 1; $> = 1;")
          .replace("\"$@\"", "sh -c 'exec 3<&$PEER; $0'")),
      Map.entry("token restrict --deny BA --pin-as limited", "token unpin limited >/dev/null; $0"),
      Map.entry("token create alice.json --pin-as full", "token unpin full >/dev/null; $0"),
      Map.entry("token unpin limited --uid 1001", "setpriv --reuid=1001 --regid=1001 --clear-groups -- "
          + "token restrict --drop-privs all --pin-as limited >/dev/null; $0"),
      Map.entry("token session invalidate 1001", "token session invalidate $(token session create session.json)"));

  private static Sandbox sandbox;
  private static Shell root;
  private static Path folder;
  private static Process process;
  private static String user;
  private static String uid;
  private static String session;

  @BeforeAll
  static void start() throws Exception {
    sandbox = Sandbox.create();
    RunsAsRoot.required();
    root = Shell.ofRoot(sandbox, sandbox.startMachine());
    boolean alice = Files.readAllLines(Path.of("/etc/passwd")).stream().anyMatch(line -> line.startsWith("alice:"));
    user = alice ? "alice" : "daemon";
    uid = root.prints("id -u " + user);
    folder = Files.createDirectory(sandbox.folder().resolve("examples"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    session = prepared();
    process = sandbox.waiting(root.command("exec token install --pin limited -- sleep 600"));
    String pid = Long.toString(process.pid());
    while (!root.run("token user --raw --pid " + pid).out().contains("S-1-22-1-" + uid)) {
      assertThat(process.isAlive()).isTrue();
    }
  }

  private static String prepared() throws Exception {
    return root.prints("cd " + folder + "; sh -s \"$1\" <<'SETUP'\n" + Files.readString(SETUP) + "SETUP", user);
  }

  @AfterAll
  static void stop() {
    if (process != null) {
      process.destroyForcibly();
    }
    sandbox.close();
  }

  static List<String> examples() {
    return CommandTable.commands().stream()
        .flatMap(command -> command.examples().stream())
        .map(Command.Example::line)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void an_example_does_what_it_says(String example) throws Exception {
    String line = SURROUNDINGS.getOrDefault(example, "$0").replace("$0", example)
        .replace(PROCESS, Long.toString(process.pid()))
        .replace("--session " + USER, "--session " + session)
        .replace(USER, uid)
        .replace("alice ", user + " ");
    if (example.contains("full") || example.contains("limited")) {
      root.run("token unpin full; token unpin limited");
      session = prepared();
      line = line.replaceAll("--session \\d+", "--session " + session);
    }
    Outcome outcome = root.run("cd " + folder + "; PATH=.:$PATH; export PATH; " + line);
    assertThat(outcome.status()).as(line + "\n" + outcome.out() + outcome.err()).isEqualTo(STATUS.getOrDefault(example, 0));
    if (outcome.status() == 0) {
      assertThat(outcome.err()).doesNotContain("token: cannot");
    }
  }

  @Test
  void what_is_said_of_examples_is_said_of_some_that_are_there() throws IOException {
    assertThat(examples()).containsAll(STATUS.keySet()).containsAll(SURROUNDINGS.keySet());
  }
}
