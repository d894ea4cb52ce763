package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ./token and ./tokend as a user calls them, from anywhere: straight to java once they are built. */
class LauncherTest {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  @TempDir private Path folder;

  @BeforeAll
  static void built() throws IOException {
    Path launch = ROOT.resolve(".build/launch");
    assumeTrue(Files.exists(launch), "needs a build for the launcher: ./verify makes one");
    Process head = new ProcessBuilder(ROOT.resolve("launch/head").toString(), ROOT.toString()).start();
    String commit = new String(head.getInputStream().readAllBytes()).strip();
    assumeTrue(
        Files.readString(launch).contains("built_from='" + commit + "'"),
        "needs a build of this commit for the launcher: ./verify makes one");
  }

  private Outcome run(Path workingFolder, String... command) throws Exception {
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    Process process =
        new ProcessBuilder(command)
            .directory(workingFolder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private void assertGoesStraightToJava(Path workingFolder, String... command) throws Exception {
    Outcome outcome = run(workingFolder, command);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out()).startsWith("token");
    Outcome traced = run(workingFolder, traced(command));
    assertThat(traced.err()).as("how %s was launched", List.of(command)).doesNotContain("launch/build");
  }

  /** The same, with the shell saying each command that it runs. */
  private static String[] traced(String... command) {
    String[] traced = new String[command.length + 2];
    traced[0] = "sh";
    traced[1] = "-x";
    System.arraycopy(command, 0, traced, 2, command.length);
    return traced;
  }

  @Test
  void it_runs_from_the_clone_from_elsewhere_and_through_a_link() throws Exception {
    assertGoesStraightToJava(ROOT, "./token", "version");
    assertGoesStraightToJava(ROOT, ROOT + "/token", "version");
    assertGoesStraightToJava(ROOT.resolve("docs"), "../token", "version");
    Path link = Files.createSymbolicLink(folder.resolve("token"), ROOT.resolve("token"));
    assertGoesStraightToJava(folder, link.toString(), "version");
    assertGoesStraightToJava(ROOT, "./tokend", "--version");
  }

  @Test
  void a_usage_error_is_the_commands_own() throws Exception {
    Outcome outcome = run(ROOT, "./token", "no-such-subcommand");
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.err()).startsWith("token: ").doesNotContain("WARNING", "Picked up");
  }
}
