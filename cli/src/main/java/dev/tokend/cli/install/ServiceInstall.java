package dev.tokend.cli.install;

import dev.tokend.cli.CommandException;
import dev.tokend.cli.ExitStatus;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code authority install}: a copy of the program that only root can change, the commands, and systemd's units. Once
 * more over an older one it replaces that, and the service is started again if it ran.
 */
final class ServiceInstall {

  private final ServicePlaces places;
  private final boolean intoTree;
  private final @Nullable Path image;

  /**
   * @param image the installation that this command runs from; null where it runs from none
   */
  ServiceInstall(ServicePlaces places, boolean intoTree, @Nullable Path image) {
    this.places = places;
    this.intoTree = intoTree;
    this.image = image;
  }

  /** Installs; what was done. */
  ServiceReport run() throws CommandException, IOException {
    if (Files.exists(places.packaged())) {
      throw refused(
          "a package has brought the service already: " + places.packaged(),
          "to start it: systemctl enable --now tokend.socket");
    }
    Path from = image();
    boolean update = !intoTree && Systemctl.isActive("tokend.socket");
    if (!intoTree && !update && answers(places.socket())) {
      throw refused(
          "another authority, started by hand, listens at " + places.socket(),
          "to end it, and with it every token that it holds: token authority stop");
    }
    copyProgram(from);
    for (Path command : places.commands()) {
      Tree.link(command, ServicePlaces.target(command));
    }
    for (String unit : ServicePlaces.UNITS) {
      Tree.copyFile(from.resolve("share/systemd").resolve(unit), places.unitFolder().resolve(unit));
    }
    Tree.link(places.enabled(), Path.of("../tokend.socket"));
    if (!intoTree) {
      Systemctl.run("daemon-reload");
      Systemctl.run("restart", "tokend.socket");
    }
    return new ServiceReport.Installed(
        places, intoTree ? places.root() : null, runtime(from), update);
  }

  /** The folder that is copied, which root is about to run: its Java must be root's as well. */
  private Path image() throws CommandException, IOException {
    if (image == null || !Files.isRegularFile(image.resolve("lib/classes.sh"))) {
      throw refused(
          "this command does not run from an installation or a built clone",
          "needed: call it as ./token of a clone, or as bin/token of the unpacked tokend-*-linux-x64.tar.gz");
    }
    Path runtime = image.resolve("runtime");
    if (!Files.isExecutable(runtime.resolve("bin/java"))) {
      throw refused("there is no Java at " + runtime, "needed: a complete installation; build or unpack it again");
    }
    Path weakness = Files.isSymbolicLink(runtime) ? RootOnly.weakness(runtime.resolve("bin/java")) : null;
    if (weakness != null) {
      throw refused(
          "others than root may change the Java that it would run with: " + weakness,
          "Java: " + runtime.toRealPath(),
          "needed: a JDK that root has installed, such as a package, in JAVA_HOME at the next ./token;",
          "or the tarball or package of tokend, which bring their own");
    }
    return image;
  }

  private static @Nullable Path runtime(Path image) throws IOException {
    Path runtime = image.resolve("runtime");
    return Files.isSymbolicLink(runtime) ? runtime.toRealPath() : null;
  }

  /** Beside the old one first, so that there is never half a program. */
  private void copyProgram(Path from) throws IOException {
    Path program = places.program();
    if (Files.exists(program) && Files.isSameFile(from, program)) {
      return;
    }
    Path next = program.resolveSibling("tokend.new");
    Path old = program.resolveSibling("tokend.old");
    Tree.remove(next);
    Tree.remove(old);
    Tree.copy(from, next);
    if (Files.exists(program)) {
      Files.move(program, old, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(next, program, StandardCopyOption.ATOMIC_MOVE);
    Tree.remove(old);
  }

  private static boolean answers(Path socket) {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return channel.connect(UnixDomainSocketAddress.of(socket));
    } catch (IOException e) {
      return false;
    }
  }

  private static CommandException refused(String why, String... facts) {
    return CommandException.of(
        ExitStatus.FAILED, "cannot install the machine's authority", why, List.of(facts), null);
  }
}
