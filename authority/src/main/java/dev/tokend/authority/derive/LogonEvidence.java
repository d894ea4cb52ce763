package dev.tokend.authority.derive;

import java.util.List;

/** How a process came to be logged on, as far as its cgroup and its ancestors tell. */
public enum LogonEvidence {
  /** A login session: console, terminal or ssh. */
  INTERACTIVE,
  /** A scheduled job. */
  BATCH,
  /** A service unit. */
  SERVICE,
  /** Nothing tells. */
  NONE;

  private static final List<String> SCHEDULERS = List.of("cron", "crond", "atd", "anacron", "fcron");
  private static final List<String> LOGIN_PROGRAMS =
      List.of("sshd", "sshd-session", "login", "agetty", "getty", "mgetty", "gdm-session-wor", "sddm-helper", "lightdm");

  /**
   * What the outermost unit in a cgroup path tells. What is below it may be delegated to a user, who can give it any
   * name.
   *
   * @param cgroup the path in the unified hierarchy, or in systemd's own of the first version
   */
  public static LogonEvidence ofCgroup(String cgroup) {
    for (String unit : cgroup.split("/", -1)) {
      if (unit.endsWith(".scope")) {
        return unit.startsWith("session-") ? INTERACTIVE : NONE;
      }
      if (unit.endsWith(".service")) {
        String name = unit.substring(0, unit.length() - ".service".length());
        return name.startsWith("user@") ? INTERACTIVE : SCHEDULERS.contains(name) ? BATCH : SERVICE;
      }
    }
    return NONE;
  }

  /** What an ancestor's name tells. Any process may choose its name, so only ancestors that run as uid 0 are asked. */
  public static LogonEvidence ofAncestor(String name) {
    return SCHEDULERS.contains(name) ? BATCH : LOGIN_PROGRAMS.contains(name) ? INTERACTIVE : NONE;
  }
}
