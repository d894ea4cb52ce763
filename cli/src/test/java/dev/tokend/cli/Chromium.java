package dev.tokend.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A Chromium without a window, where one is installed; {@code $CHROMIUM} may name it. */
record Chromium(Path program) {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "headless_shell");

  static @Nullable Chromium find() {
    String named = System.getenv("CHROMIUM");
    if (named != null) {
      return new Chromium(Path.of(named));
    }
    for (String folder : System.getenv("PATH").split(":", -1)) {
      for (String name : NAMES) {
        Path program = Path.of(folder, name);
        if (Files.isExecutable(program)) {
          return new Chromium(program);
        }
      }
    }
    return null;
  }

  /** What a run left behind. */
  record Run(String out, String err) {}

  /** Opens a page, with flags of its own. */
  Run open(Path page, Path folder, String... flags) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(
        program.toString(), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-extensions",
        "--window-size=1280,900", "--enable-logging=stderr", "--user-data-dir=" + folder.resolve("profile")));
    command.addAll(List.of(flags));
    command.add(page.toUri().toString());
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("the browser did not end");
    }
    return new Run(Files.readString(out), Files.readString(err, StandardCharsets.ISO_8859_1));
  }
}
