package dev.tokend.cli.install;

import dev.tokend.cli.CommandException;
import dev.tokend.cli.ExitStatus;
import dev.tokend.cli.command.Flags;
import dev.tokend.cli.run.Session;
import dev.tokend.linux.process.ProcessIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code authority install} and {@code authority uninstall}. */
public final class ServiceCommand {
  private ServiceCommand() {}

  /** The output of {@code install}. */
  public static String install(Session session) throws CommandException, IOException {
    ServicePlaces places = places(session, "install");
    String image = System.getProperty("tokend.image");
    try {
      return written(
          new ServiceInstall(places, intoTree(session), image == null ? null : Path.of(image)).run(), session);
    } catch (IOException e) {
      throw failed("install", e);
    }
  }

  /** The output of {@code uninstall}. */
  public static String uninstall(Session session) throws CommandException, IOException {
    ServicePlaces places = places(session, "uninstall");
    try {
      return written(new ServiceRemoval(places, intoTree(session)).run(), session);
    } catch (IOException e) {
      throw failed("uninstall", e);
    }
  }

  private static String written(ServiceReport report, Session session) throws IOException {
    return session.json() ? report.json() : report.text();
  }

  private static boolean intoTree(Session session) {
    return session.invocation().has(Flags.ROOT);
  }

  /** The places, once it is known that they can be worked on. */
  private static ServicePlaces places(Session session, String action) throws CommandException {
    @Nullable String tree = session.invocation().value(Flags.ROOT);
    if (tree != null) {
      ServicePlaces places = new ServicePlaces(Path.of(tree).toAbsolutePath().normalize());
      if (!Files.isDirectory(places.root())) {
        throw refused(action, ExitStatus.NOT_FOUND, "there is no folder " + places.root());
      }
      return places;
    }
    ServicePlaces places = new ServicePlaces(Path.of("/"));
    if (ProcessIds.effectiveUid() != 0) {
      throw refused(
          action,
          ExitStatus.DENIED,
          "only root may",
          "needed: uid 0, such as by sudo",
          "into a tree that is yours: token authority " + action + " --root DIR");
    }
    if (!Files.isDirectory(places.booted())) {
      throw refused(
          action,
          ExitStatus.FAILED,
          "systemd is not running here: there is no " + places.booted(),
          "needed: a machine, or a container, whose first process is systemd",
          "without it: tokend --machine, under whatever starts your services",
          "for a tree that systemd will run from: token authority " + action + " --root DIR");
    }
    return places;
  }

  private static CommandException failed(String action, IOException cause) {
    return CommandException.of(
        ExitStatus.FAILED, what(action), String.valueOf(cause.getMessage()), List.of(), cause);
  }

  private static CommandException refused(String action, ExitStatus status, String why, String... facts) {
    return CommandException.of(status, what(action), why, List.of(facts), null);
  }

  private static String what(String action) {
    return "cannot " + action + " the machine's authority";
  }
}
