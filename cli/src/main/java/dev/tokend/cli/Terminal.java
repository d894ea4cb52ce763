package dev.tokend.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a standard stream is a terminal, without a native call. */
final class Terminal {
  /** The descriptor of standard output. */
  static final int OUTPUT = 1;

  /** The descriptor of standard error. */
  static final int ERROR = 2;

  private Terminal() {}

  /** Asks what a descriptor is: a link to {@code /dev/pts/3}, {@code /dev/tty1} or the like where it is a terminal. */
  static boolean is(int descriptor) {
    try {
      String device = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException | SecurityException e) {
      return false;
    }
  }
}
