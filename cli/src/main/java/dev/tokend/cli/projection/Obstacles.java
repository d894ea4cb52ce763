package dev.tokend.cli.projection;

import dev.tokend.kacs.catalog.LinuxCapability;
import dev.tokend.linux.credentials.LinuxCredentials;
import dev.tokend.linux.credentials.SecureBits;
import dev.tokend.linux.process.IdSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds every part of a token that a process cannot give itself. */
final class Obstacles {
  /** What set*id(2) takes for "leave as it is": a token with it would keep the caller's identity. */
  private static final int NO_ID = -1;

  /** NGROUPS_MAX (tokens §23). */
  private static final int MOST_GROUPS = 65536;

  private static final String OUTSIDE = "a launcher in the machine's own user namespace: here ids mean others";

  private final ProjectedIdentity token;
  private final LinuxCredentials now;
  private final List<UnprojectablePart> parts = new ArrayList<>();

  Obstacles(ProjectedIdentity token, LinuxCredentials now) {
    this.token = token;
    this.now = now;
  }

  List<UnprojectablePart> find() {
    if (!token.mayAct()) {
      add("the token's level, which lets it be looked at and not acted as", "level Impersonation or Delegation");
    }
    id("user id", token.uid(), now.uids(), LinuxCapability.CAP_SETUID);
    id("group id", token.gid(), now.gids(), LinuxCapability.CAP_SETGID);
    if (token.deniedGroups().contains(token.gid())) {
      // Linux has no such group, and a process always has a primary one.
      add("group " + unsigned(token.gid()) + " for deny only", "a token with another Linux group id");
    }
    supplementaryGroups();
    ambient();
    return parts;
  }

  private void id(String name, int wanted, IdSet present, LinuxCapability capability) {
    if (wanted == NO_ID) {
      add(name + " " + unsigned(wanted), "a token with a Linux id: this number stands for none");
    } else if (!isAll(present, wanted)) {
      String part = name + " " + unsigned(wanted) + " instead of " + unsigned(present.effective());
      if (!now.initialUserNamespace()) {
        add(part, OUTSIDE);
      } else if (!isOne(present, wanted) && !Planning.has(now, capability)) {
        add(part, capability.label());
      }
    }
  }

  private void supplementaryGroups() {
    if (token.groups().contains(NO_ID)) {
      add("supplementary group " + unsigned(NO_ID), "a token with Linux ids: this number stands for none");
    }
    if (token.groups().size() > MOST_GROUPS) {
      add(token.groups().size() + " supplementary groups", "a token with at most " + MOST_GROUPS);
    }
    Set<Integer> missing = ProjectedIdentity.ascending();
    missing.addAll(token.groups());
    Set<Integer> surplus = ProjectedIdentity.ascending();
    surplus.addAll(now.groups());
    surplus.removeAll(missing);
    missing.removeAll(Set.copyOf(now.groups()));
    boolean mayChange = now.initialUserNamespace() && Planning.has(now, LinuxCapability.CAP_SETGID);
    if (mayChange) {
      return;
    }
    String need = now.initialUserNamespace() ? LinuxCapability.CAP_SETGID.label() : OUTSIDE;
    for (int gid : missing) {
      add("supplementary group " + unsigned(gid) + ", to be joined", need);
    }
    for (int gid : surplus) {
      boolean denied = token.deniedGroups().contains(gid);
      add("group " + unsigned(gid) + (denied ? " for deny only, to be left" : ", to be left"), need);
    }
  }

  private void ambient() {
    Planning planning = new Planning(token, now);
    long raised = planning.carried() & ~now.capabilities().ambient();
    if (planning.needsAmbient() && raised != 0 && (now.secureBits() & SecureBits.NO_AMBIENT_RAISE) != 0) {
      add("capabilities " + names(raised), "ambient capabilities, which the securebits of this process rule out");
    }
  }

  private static String names(long capabilities) {
    StringBuilder names = new StringBuilder();
    for (LinuxCapability capability : LinuxCapability.values()) {
      if ((capabilities >>> capability.value() & 1) != 0) {
        names.append(names.isEmpty() ? "" : ", ").append(capability.label());
      }
    }
    return names.toString();
  }

  static boolean isAll(IdSet ids, int id) {
    return ids.real() == id && ids.effective() == id && ids.saved() == id && ids.fileSystem() == id;
  }

  /** Whether set*id(2) may choose it without a capability. */
  private static boolean isOne(IdSet ids, int id) {
    return ids.real() == id || ids.effective() == id || ids.saved() == id;
  }

  private static String unsigned(int id) {
    return Integer.toUnsignedString(id);
  }

  private void add(String part, String need) {
    parts.add(new UnprojectablePart(part, need));
  }
}
