package dev.tokend.cli.projection;

import dev.tokend.kacs.catalog.LinuxCapability;
import dev.tokend.linux.credentials.LinuxCredentials;
import dev.tokend.linux.credentials.SecureBits;
import dev.tokend.linux.proc.CapabilitySets;
import dev.tokend.linux.process.IdSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds the steps for a token that has no obstacle. */
final class Planning {
  private static final int ROOT = 0;

  private final ProjectedIdentity token;
  private final LinuxCredentials now;
  private final CapabilitySets have;

  /** Whether the bounding set and the securebits can be changed. */
  private final boolean maySetCapabilities;

  Planning(ProjectedIdentity token, LinuxCredentials now) {
    this.token = token;
    this.now = now;
    this.have = now.capabilities();
    this.maySetCapabilities = has(now, LinuxCapability.CAP_SETPCAP);
  }

  static boolean has(LinuxCredentials credentials, LinuxCapability capability) {
    return (credentials.capabilities().permitted() & bit(capability)) != 0;
  }

  private static long bit(LinuxCapability capability) {
    return 1L << capability.value();
  }

  ProjectionPlan.Possible plan() {
    List<ProjectionStep> steps = new ArrayList<>();
    raiseEffective(steps);
    if (changesGroups()) {
      steps.add(new ProjectionStep.SetGroups(token.groups()));
    }
    // CAP_SETPCAP goes with the user id or the permitted set: what needs it comes first.
    if (dropped() != 0) {
      steps.add(new ProjectionStep.LimitBounding(dropped()));
    }
    if (setsNoRoot()) {
      steps.add(new ProjectionStep.SetSecureBits(secureBits()));
    }
    if (carried() != 0 && leavesRoot() && (now.secureBits() & SecureBits.KEEP_CAPABILITIES) == 0) {
      steps.add(new ProjectionStep.KeepCapabilities());
    }
    if (changesGid()) {
      steps.add(new ProjectionStep.SetGroupIds(token.gid()));
    }
    if (changesUid()) {
      steps.add(new ProjectionStep.SetUserIds(token.uid()));
      steps.add(new ProjectionStep.LeaveSessionKeyring());
    }
    capabilities(steps);
    if (setsNoNewPrivileges() && !now.noNewPrivileges()) {
      steps.add(new ProjectionStep.NoNewPrivileges());
    }
    if (!token.lowerings().isEmpty()) {
      // Another process of the same user has what this one lost, and Linux lets one user's processes trace each other.
      // What capabilities alone tell apart needs no such wall: nobody traces a process with more than it has itself.
      steps.add(new ProjectionStep.Isolate());
    }
    return new ProjectionPlan.Possible(steps, outcome());
  }

  private void raiseEffective(List<ProjectionStep> steps) {
    long needed = 0;
    needed |= changesGroups() || changesGid() ? bit(LinuxCapability.CAP_SETGID) : 0;
    needed |= changesUid() ? bit(LinuxCapability.CAP_SETUID) : 0;
    needed |= dropped() != 0 || setsNoRoot() ? bit(LinuxCapability.CAP_SETPCAP) : 0;
    // Without it in the permitted set, the ids are among those that may be chosen freely.
    needed &= have.permitted();
    if ((needed & ~have.effective()) != 0) {
      steps.add(new ProjectionStep.RaiseEffective(have.effective() | needed));
    }
  }

  private void capabilities(List<ProjectionStep> steps) {
    boolean asTheyShould = have.permitted() == carried() && have.effective() == carried()
        && have.inheritable() == inheritable();
    if (!asTheyShould || changesUid()) {
      steps.add(new ProjectionStep.SetCapabilities(carried(), inheritable()));
    }
    long ambient = leavesRoot() ? 0 : have.ambient();
    if (needsAmbient() && (carried() & ~ambient) != 0) {
      steps.add(new ProjectionStep.RaiseAmbient(carried()));
    }
  }

  private LinuxCredentials outcome() {
    int uid = token.uid();
    int gid = token.gid();
    long ambient = needsAmbient() ? carried() : have.ambient() & inheritable();
    long bounding = have.bounding() & ~dropped();
    return new LinuxCredentials(
        new IdSet(uid, uid, uid, uid),
        new IdSet(gid, gid, gid, gid),
        changesGroups() ? token.groups() : now.groups(),
        new CapabilitySets(inheritable(), carried(), carried(), bounding, ambient),
        setsNoRoot() ? secureBits() : now.secureBits(),
        now.noNewPrivileges() || setsNoNewPrivileges(),
        now.initialUserNamespace());
  }

  /** What is left of the capabilities: no more than is there and can pass an execve(2) at all. */
  long carried() {
    return token.enabledCapabilities() & have.permitted() & (have.bounding() | have.inheritable());
  }

  private long inheritable() {
    return needsAmbient() ? carried() : have.inheritable() & carried();
  }

  /**
   * The bounding set is what the present privileges stand for. Without CAP_SETPCAP it stays as it is, and
   * no_new_privs makes it moot: neither a file's capabilities nor a set-uid program then gives any of it.
   */
  private long dropped() {
    return maySetCapabilities ? surplusBounding() : 0;
  }

  private long surplusBounding() {
    return have.bounding() & ~token.presentCapabilities();
  }

  /** execve(2) gives user id 0 its bounding set, unless securebits say otherwise. */
  private boolean setsNoRoot() {
    boolean lessThanRoot = token.uid() == ROOT && (have.bounding() & ~carried()) != 0;
    int locked = now.secureBits() & (SecureBits.NO_ROOT | SecureBits.NO_ROOT_LOCKED);
    boolean passes = carried() == 0 || (now.secureBits() & SecureBits.NO_AMBIENT_RAISE) == 0;
    return lessThanRoot && maySetCapabilities && locked == 0 && passes;
  }

  private int secureBits() {
    return now.secureBits() | SecureBits.NO_ROOT | SecureBits.NO_ROOT_LOCKED;
  }

  private boolean isPlainRoot() {
    return token.uid() == ROOT && !setsNoRoot() && (now.secureBits() & SecureBits.NO_ROOT) == 0;
  }

  /** Whether the capabilities pass execve(2) in the ambient set only. */
  boolean needsAmbient() {
    return !isPlainRoot();
  }

  private boolean setsNoNewPrivileges() {
    boolean takenAway = !token.lowerings().isEmpty() || (have.permitted() & ~token.presentCapabilities()) != 0;
    boolean boundingStays = !maySetCapabilities && surplusBounding() != 0;
    boolean rootWouldGain = isPlainRoot() && (have.bounding() & ~dropped() & ~carried()) != 0;
    return takenAway || boundingStays || rootWouldGain;
  }

  private boolean changesGroups() {
    return !Set.copyOf(token.groups()).equals(Set.copyOf(now.groups()));
  }

  private boolean changesGid() {
    return !Obstacles.isAll(now.gids(), token.gid());
  }

  private boolean changesUid() {
    return !Obstacles.isAll(now.uids(), token.uid());
  }

  /** Whether the kernel clears the capabilities with the change of the user id (capabilities(7)). */
  private boolean leavesRoot() {
    IdSet uids = now.uids();
    boolean isRoot = uids.real() == ROOT || uids.effective() == ROOT || uids.saved() == ROOT;
    return isRoot && token.uid() != ROOT && (now.secureBits() & SecureBits.NO_SETUID_FIXUP) == 0;
  }
}
