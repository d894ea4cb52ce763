package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;

/** What strace makes of a process's next system calls of a kind. */
final class Injected implements AutoCloseable {
  private final Process strace;

  private Injected(Process strace) {
    this.strace = strace;
  }

  /** Skips the test, visibly, where there is none. */
  static void required(Sandbox sandbox) throws Exception {
    assumeTrue(sandbox.run(List.of("sh", "-c", "command -v strace")).status() == 0, "needs strace");
  }

  /**
   * From now on.
   *
   * @param what as {@code strace -e inject} has it: the call, what happens, and which time
   */
  static Injected into(Sandbox sandbox, Process process, String what) throws Exception {
    Path log = sandbox.folder().resolve("strace.log");
    Process strace =
        new ProcessBuilder(
                "strace", "-f", "-o", log.toString(), "-p", Long.toString(process.pid()),
                "-e", "trace=" + what.substring(0, what.indexOf(':')), "-e", "inject=" + what)
            .redirectErrorStream(true)
            .start();
    BufferedReader said = strace.inputReader();
    String line = said.readLine();
    assertThat(line).contains("attached");
    return new Injected(strace);
  }

  @Override
  public void close() {
    strace.destroy();
    strace.onExit().join();
  }
}
