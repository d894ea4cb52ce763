package dev.tokend.cli.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code authority uninstall}: ends the service and removes all that {@link ServiceInstall} and the service made. */
final class ServiceRemoval {

  private final ServicePlaces places;
  private final boolean fromTree;

  ServiceRemoval(ServicePlaces places, boolean fromTree) {
    this.places = places;
    this.fromTree = fromTree;
  }

  /** Removes; what was there. */
  ServiceReport run() throws IOException {
    boolean units = false;
    for (String unit : ServicePlaces.UNITS) {
      units |= Files.exists(places.unitFolder().resolve(unit));
    }
    if (units && !fromTree) {
      Systemctl.run("stop", "tokend.socket", "tokend.service");
    }
    List<Path> removed = new ArrayList<>();
    remove(places.enabled(), removed);
    Tree.removeIfEmpty(places.wants());
    for (String unit : ServicePlaces.UNITS) {
      remove(places.unitFolder().resolve(unit), removed);
    }
    for (Path command : places.commands()) {
      // A file of somebody else may have the name.
      if (Files.isSymbolicLink(command)
          && Files.readSymbolicLink(command).equals(ServicePlaces.target(command))) {
        remove(command, removed);
      }
    }
    remove(places.program(), removed);
    remove(places.program().resolveSibling("tokend.new"), removed);
    remove(places.program().resolveSibling("tokend.old"), removed);
    if (units) {
      remove(places.state(), removed);
      remove(places.runtime(), removed);
    }
    if (units && !fromTree) {
      Systemctl.run("daemon-reload");
      // A unit that failed would be remembered; one that did not is none to forget.
      for (String unit : ServicePlaces.UNITS) {
        Systemctl.forgetFailure(unit);
      }
    }
    return new ServiceReport.Removed(List.copyOf(removed));
  }

  private static void remove(Path path, List<Path> removed) throws IOException {
    if (Tree.remove(path)) {
      removed.add(path);
    }
  }
}
