package dev.tokend.cli.install;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** systemctl(1). */
final class Systemctl {

  private static final int MOST_SAID = 2000;

  private Systemctl() {}

  /**
   * Runs it.
   *
   * @throws IOException if it fails: what was called, and what it said
   */
  static void run(String... arguments) throws IOException {
    Ended ended = call(arguments);
    if (ended.status != 0) {
      throw new IOException("systemctl " + String.join(" ", arguments) + " failed: " + ended.said);
    }
  }

  /** Whether a unit is active. */
  static boolean isActive(String unit) throws IOException {
    return call("is-active", "--quiet", unit).status == 0;
  }

  /** Forgets that a unit failed, if it did. */
  static void forgetFailure(String unit) throws IOException {
    var _ = call("reset-failed", unit);
  }

  private record Ended(int status, String said) {}

  private static Ended call(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("systemctl"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command)
        .redirectInput(new File("/dev/null"))
        .redirectErrorStream(true)
        .start();
    String said = new String(process.getInputStream().readNBytes(MOST_SAID), StandardCharsets.UTF_8);
    try {
      return new Ended(process.waitFor(), said.strip().replace('\n', ' '));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while systemctl was running", e);
    }
  }
}
