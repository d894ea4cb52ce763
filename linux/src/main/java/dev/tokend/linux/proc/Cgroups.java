package dev.tokend.linux.proc;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /proc/PID/cgroup}: where a process stands in each hierarchy of control groups (cgroups(7)). */
public record Cgroups(List<Membership> memberships) {
  private static final String SYSTEMD = "name=systemd";

  /**
   * One line.
   *
   * @param hierarchy 0 for cgroup v2
   * @param controllers comma-separated; empty for cgroup v2
   * @param path from the root of the reader's cgroup namespace; above it, it begins with {@code /..}
   */
  public record Membership(int hierarchy, String controllers, String path) {}

  /** Copies the list. */
  public Cgroups {
    memberships = List.copyOf(memberships);
  }

  /**
   * Reads the file: lines of hierarchy, controllers and path, separated by colons, of which only the path may hold
   * more.
   */
  public static Cgroups parse(byte[] file) throws ProcFormatException {
    ProcText text = new ProcText("cgroup", file);
    List<Membership> memberships = new ArrayList<>();
    while (!text.atEnd()) {
      ProcText line = text.line();
      int hierarchy = line.unsignedInt();
      if (!line.until(':').isEmpty()) {
        throw line.fail("no ':' after the hierarchy");
      }
      memberships.add(new Membership(hierarchy, line.until(':'), line.rest()));
    }
    return new Cgroups(memberships);
  }

  /** The path in the cgroup v2 hierarchy, or null without one. */
  public @Nullable String unified() {
    for (Membership membership : memberships) {
      if (membership.hierarchy() == 0) {
        return membership.path();
      }
    }
    return null;
  }

  /**
   * The path in the hierarchy that systemd names its units by: its own v1 hierarchy where there is one, beside which
   * an unused v2 one may be mounted; else v2. Null without either.
   */
  public @Nullable String unitPath() {
    for (Membership membership : memberships) {
      if (membership.controllers().equals(SYSTEMD)) {
        return membership.path();
      }
    }
    return unified();
  }
}
