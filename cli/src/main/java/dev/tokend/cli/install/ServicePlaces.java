package dev.tokend.cli.install;

import java.nio.file.Path;
import java.util.List;

/**
 * Where the parts of the service belong, below the root of a machine.
 *
 * @param root {@code /}, or a tree that becomes a machine's root later
 */
record ServicePlaces(Path root) {

  /** The names of the units; the socket starts the service. */
  static final List<String> UNITS = List.of("tokend.socket", "tokend.service");

  /** The program: an installation's folder. */
  Path program() {
    return root.resolve("usr/local/lib/tokend");
  }

  /** The commands in PATH, links into {@link #program}. */
  List<Path> commands() {
    return List.of(root.resolve("usr/local/bin/token"), root.resolve("usr/local/bin/tokend"));
  }

  /** Where a command leads: absolute on the machine itself, whatever the root is now. */
  static Path target(Path command) {
    return Path.of("/usr/local/lib/tokend/bin").resolve(command.getFileName());
  }

  /** The folder of the administrator's units. */
  Path unitFolder() {
    return root.resolve("etc/systemd/system");
  }

  /** The folder of what starts with all sockets, as {@code systemctl enable} makes it. */
  Path wants() {
    return unitFolder().resolve("sockets.target.wants");
  }

  /** The link that starts the socket at boot. */
  Path enabled() {
    return wants().resolve("tokend.socket");
  }

  /** The units of a package, where one brought them. */
  Path packaged() {
    return root.resolve("usr/lib/systemd/system/tokend.service");
  }

  /** What the authority keeps. */
  Path state() {
    return root.resolve("var/lib/tokend");
  }

  /** The folder of the socket. */
  Path runtime() {
    return root.resolve("run/tokend");
  }

  /** The socket. */
  Path socket() {
    return runtime().resolve("tokend.sock");
  }

  /** Made by systemd where it is in charge, sd_booted(3). */
  Path booted() {
    return root.resolve("run/systemd/system");
  }
}
