package dev.tokend.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether standard output is a terminal, without a native call. */
final class Terminal {
  private Terminal() {}

  /** Asks what descriptor 1 is: a link to {@code /dev/pts/3}, {@code /dev/tty1} or the like where it is a terminal. */
  static boolean isOutput() {
    try {
      String device = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
      return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException | SecurityException e) {
      return false;
    }
  }
}
